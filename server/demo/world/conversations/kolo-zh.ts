import type { DemoConversation } from "../types.ts";

export const koloZh: DemoConversation[] = [
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "chen-hao",
    language: "zh",
    subject: "订单 KB-20466 能改成送到公司吗？",
    tags: ["delivery", "address-change"],
    priority: "normal",
    status: "closed",
    team: "front-desk",
    owner: "lin",
    daysAgo: 18,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "你好，我前天下的单 KB-20466（City 7，57 码），填的是家里地址，但周中家里没人。能不能改送公司？地址：London EC2A，Curtain Road 41 号，前台收即可。如果已经发出去了改不了，也请告诉我一声，我好请假。",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 28,
        text: `陈先生您好，

还没出库，地址已经改好：Curtain Road 41 号，收件人写您的名字，备注“前台代收”。预计周四上午到，司机到之前一小时会发短信给您。

一点提醒：箱子一米五长、二十公里左右，麻烦先跟前台打个招呼。

林薇`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 12,
        text: "二十公里？😂 应该是二十公斤吧。多谢，前台说没问题。",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 3,
        text: "哈哈，是公斤，我的错。祝您骑得开心，真骑到二十公里也不错。",
      },
    ],
  },
  {
    brand: "kolo",
    line: "support",
    inbox: "support@kolobikes.example",
    customer: "he-jianguo",
    language: "zh",
    subject: "车铃不响 电池怎么装",
    tags: ["battery", "assembly"],
    priority: "low",
    status: "closed",
    team: "technical",
    owner: "lin",
    daysAgo: 52,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "你好同志。我儿子给我买了你们的电动车。他回深圳了。我不会开机。按钮按了没有反应。灯也不亮。说明书字太小。我今年六十六了。请教一下。",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 17,
        text: `何老师您好，

不着急，我们一步一步来。电池出厂的时候是“睡着”的，要先叫醒它：

一、把充电器插到墙上，另一头插到车架左侧的小圆孔。
二、等充电器的灯变红，说明电池醒了。
三、充满变绿以后，长按把手左边的圆按钮，数三秒，屏幕就亮了。

您先做前两步，做完告诉我灯是什么颜色就行。我把大字版的说明书也发到您邮箱了，一页只有一张图。`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 95,
        text: "灯红了。",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 6,
        text: "太好了，说明电池是好的。大约四个小时变绿，变绿以后再按按钮。今天不用再做别的了。",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 1150,
        text: "开了。在院子里骑了两圈。谢谢林老师。大字的说明书很好。",
      },
    ],
  },
  {
    brand: "kolo",
    line: "support",
    inbox: "support@kolobikes.example",
    customer: "liu-yang",
    language: "zh",
    subject: "屏幕显示 E07，充不进电",
    tags: ["battery"],
    priority: "high",
    status: "open",
    team: "technical",
    owner: "lin",
    daysAgo: 1.8,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "昨晚充电充到一半，屏幕跳 E07，之后怎么插都充不进去，电量卡在 31%。车放在迪拜家里的露台，白天四十多度，会不会是热坏了？车架号 KE5-120-51190，买了刚十个月。",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 41,
        text: `刘先生您好，

E07 是电池温度超过保护值，多半没有坏，是它自己在保护自己。请先：

1. 把电池取下来，放到室内阴凉处（25 度左右）静置三小时，不要放冰箱。
2. 期间不要充电，也不要骑。
3. 三小时后装回，先开机看 E07 还在不在，再充电。

另外露台暴晒充电请一定避免，高温充电是最伤电芯的。结果如何都请告诉我，还在保修期内，真有问题我们换新。`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 420,
        text: "放了五个小时，E07 没了，能充了，但是充到 80% 就停，屏幕不报错。以前都能到 100%。这正常吗？还是已经伤到了？",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "huang-chiaying",
    language: "zh",
    subject: "請問香港可以試騎嗎",
    tags: ["advice"],
    priority: "normal",
    status: "new",
    team: "front-desk",
    owner: null,
    daysAgo: 0.55,
    channel: "form",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "你好，我住九龍，想買一部 Fold 20 搭港鐵返工用。請問香港有沒有地方可以試騎，或者至少試摺一下？網上片段見人摺得好輕鬆，但我手力不大，想親手試過先放心落單。另外寄香港運費幾多、要不要另外交稅？謝謝。",
      },
    ],
  },
];
