import type { DemoConversation } from "../types.ts";

export const safraZh: DemoConversation[] = [
  {
    brand: "safra",
    line: "service",
    inbox: "table@safra.example",
    customer: "luo-qiang",
    language: "zh",
    subject: "周三晚 28 人团餐",
    tags: ["booking", "catering", "trade"],
    priority: "high",
    status: "waiting",
    team: "floor",
    owner: "lin",
    daysAgo: 3.9,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: `林经理好，

云途旅行社，周三晚七点，28 位（含领队司机），人均 95 迪拉姆以内，八菜一汤那种摆法最好，客人多是山东的，口味重一点没关系，羊肉不要太膻。有 3 位回民。大巴停哪儿？结账请给中文明细，我回去好报账。

罗强`,
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 48,
        text: `罗经理您好，

二楼包厅周三晚七点给您留好了，28 位，三张长桌。我们是黎凡特菜，没有八菜一汤，但可以照那个意思摆：六冷三热一汤，羊肉用羊腿不用羊腩，不膻；全店清真，回民客人放心。每位 92 迪拉姆，含茶和水果。

大巴停西门卸客，然后去隔壁停车场，我们付停车费。中文明细没问题，我亲自打。

周一中午前麻烦给我确认人数，多退少补五位以内不收费。`,
      },
    ],
  },
  {
    brand: "safra",
    line: "service",
    inbox: "table@safra.example",
    customer: "qian-yi",
    language: "zh",
    subject: "生日蛋糕可以自带吗",
    tags: ["booking"],
    priority: "low",
    status: "closed",
    team: "floor",
    owner: "lin",
    daysAgo: 31,
    channel: "chat",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "你好 我们周六过去吃饭 可以自己带蛋糕吗 收不收切蛋糕费",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 6,
        text: "您好！可以带，不收费，盘子刀叉我们备好，蜡烛也有。过生日的是您吗？",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 2,
        text: "我女儿 三岁 喜欢小兔子",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 2,
        text: "那我让厨房送一盘切成小兔子的水果，到时候跟蛋糕一起端出来。周六见！",
      },
    ],
  },
  {
    brand: "safra",
    line: "service",
    inbox: "table@safra.example",
    customer: "tang-xiaowen",
    language: "zh",
    subject: "昨晚拉肚子，怀疑你们的鱼",
    tags: ["complaint", "safety"],
    priority: "critical",
    status: "new",
    team: "floor",
    owner: null,
    daysAgo: 0.17,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "昨晚八点在你们家吃的，靠门口第二桌，点了烤鲈鱼、鹰嘴豆泥、羊肉卷。回酒店凌晨两点开始上吐下泻，我先生也是，只有我女儿没吃鱼没事。今天上午看了医生，花了 860 迪拉姆，有收据。我不是要闹，但你们得查一下，别再让别人吃了。请尽快联系我，我后天的飞机。",
      },
    ],
  },
];
