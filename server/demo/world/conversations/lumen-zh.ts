import type { DemoConversation } from "../types.ts";

export const lumenZh: DemoConversation[] = [
  {
    brand: "lumen",
    line: "support",
    inbox: "support@lumennotes.example",
    customer: "zhang-zixuan",
    language: "zh",
    subject: "论文笔记导出 PDF 公式全变方块",
    tags: ["export"],
    priority: "high",
    status: "closed",
    team: "technical",
    owner: "lin",
    daysAgo: 15,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "急！！明天中午交开题报告，从 Lumen 导出 PDF，里面所有公式都变成□□□，正文是好的。Windows 版 6.2.1，导出选的“打印质量”。网页版导出直接转圈圈。救命",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 13,
        text: `先别慌，两分钟的事：

1. 导出窗口里把“打印质量”改成“屏幕质量”。
2. 勾上“嵌入字体”。
3. 再导一次。

“打印质量”这条路在 6.2.1 里漏了数学字体，是我们的 bug。清晰度你放心，公式是矢量的，打印出来看不出差别。`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 9,
        text: "好了！！公式全回来了 谢谢谢谢",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 1,
        text: "但是目录没了……",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 4,
        text: "“屏幕质量”默认不带目录。同一个窗口最下面“包含大纲”打勾就有了。导完自己翻一遍再交，祝开题顺利。",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 1640,
        text: "过了！老师还问我用什么软件写的哈哈。安利了三个同学",
      },
    ],
  },
  {
    brand: "lumen",
    line: "support",
    inbox: "support@lumennotes.example",
    customer: "wu-tao",
    language: "zh",
    subject: "同步报 E-SYNC-409，附日志",
    tags: ["sync"],
    priority: "normal",
    status: "waiting",
    team: "technical",
    owner: "lin",
    daysAgo: 3.2,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: `环境：macOS 15，Lumen 6.3.0，笔记本约 2.1 万条。
现象：每次启动后 30s 左右报 E-SYNC-409，然后整个 notebook 全量重传，流量跑掉 1.8G。
日志附上，关键几行：
  base rev 88141 != server 88139
  fallback: full push
看着像客户端 rev 比服务端还新，不科学。是不是之前服务端回滚过？`,
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 95,
        text: `你判断对了。上周四凌晨我们一个分片做过回滚，少数账号的服务端版本号退了 2，客户端没处理“我比你新”的情况，就退化成全量推送。

你的账号刚刚手动校正：server rev 已补到 88141。麻烦你：
1. 完全退出 Lumen（不是关窗口）。
2. 重新打开，看 30 秒后还报不报。

客户端的修复在 6.3.1，预计下周。多跑的流量如果走的是计费热点，把账单截图发我，我们补偿。`,
      },
      {
        by: "lin",
        kind: "note",
        afterMinutes: 5,
        text: "分片 eu-3 回滚影响的账号列表找后端要一份，不能等用户一个个来报。已在频道里说了。",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 50,
        text: "不报了，增量正常。流量走的家宽，不用补。建议 409 不要直接 full push，先比一下 hash。",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 22,
        text: "建议收下，原话转给了写这段代码的人，他回了一个“痛”字。6.3.1 出来后我再来跟你确认一次，这单先不关。",
      },
    ],
  },
  {
    brand: "lumen",
    line: "service",
    inbox: "hello@lumennotes.example",
    customer: "gao-xiaofeng",
    language: "zh",
    subject: "续费 15 席位，需要增值税专用发票",
    tags: ["team-plan", "invoice"],
    priority: "normal",
    status: "new",
    team: "front-desk",
    owner: null,
    daysAgo: 0.71,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: `林老师好，

青禾设计这边下个月到期，15 个席位照旧续一年，另外想加 2 个实习生席位，用三个月就退，可以按月算吗？

开票还是专票，抬头、税号没变，去年的资料你们应该有。麻烦发一份正式报价单盖章扫描件，走采购流程用。

高晓峰`,
      },
    ],
  },
  {
    brand: "lumen",
    line: "service",
    inbox: "hello@lumennotes.example",
    customer: "li-na",
    language: "zh",
    subject: "想取消订阅",
    tags: ["cancellation", "billing"],
    priority: "normal",
    status: "closed",
    team: "front-desk",
    owner: "lin",
    daysAgo: 57,
    channel: "form",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "刚毕业找工作，钱紧，先不用付费版了。怎么取消？笔记会被删掉吗？",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 26,
        text: `李娜你好，

取消：设置 → 订阅 → 停止续费。已经付的钱用到期末，之后自动变成免费版。

笔记一条都不会删。免费版同步两台设备、附件 1GB，你现在用了 640MB，够用。

另外毕业一年内还可以用教育价，是现在的四成。你要是想留着，回我一个“好”，我帮你换；不想留也完全没关系。`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 33,
        text: "还有这种好事？好！",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 5,
        text: "换好了，差价退回原支付方式，三个工作日内到。找工作顺利。",
      },
    ],
  },
];
