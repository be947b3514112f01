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
    daysAgo: 14.91,
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
    daysAgo: 3.01,
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
    daysAgo: 56.82,
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
  {
    brand: "lumen",
    line: "support",
    inbox: "support@lumennotes.example",
    customer: "zhang-zixuan",
    language: "zh",
    subject: "教育优惠到期了怎么续",
    tags: ["student", "billing"],
    priority: "normal",
    status: "closed",
    team: "technical",
    owner: "lin",
    daysAgo: 4.92,
    channel: "form",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "学姐好，我上次导出公式那个。教育价下周到期，续的时候页面跳成全价，延毕一年，学信网上还是在读，怎么弄？",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 25,
        text: `学弟你好，记得你。页面认不出延毕，这是我们的老毛病。

把学信网“在籍”那一页截图发我，名字和学校留着，身份证号打码，我手动给你续一年教育价，不用你再付全价等退。`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 14,
        text: "截图在附件里，谢谢学姐！延毕好丢人……",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 6,
        text: "续好了，到明年同一天。延毕不丢人，写论文的时候公式没丢才重要。",
      },
    ],
  },
  {
    brand: "lumen",
    line: "service",
    inbox: "hello@lumennotes.example",
    customer: "li-na",
    language: "zh",
    subject: "找到工作了！想恢复付费",
    tags: ["billing", "praise"],
    priority: "low",
    status: "closed",
    team: "front-desk",
    owner: "lin",
    daysAgo: 9.18,
    channel: "chat",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "林姐姐我入职啦 想把 Plus 恢复，公司不给报销，还能用教育价吗 毕业才四个月",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 4,
        text: "恭喜！可以，毕业一年内都算。我给你开好了，从今天起到明年今天，年付 228 元，扣款已经成功。第一份工资记得先吃顿好的。",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 2,
        text: "吃了火锅 哈哈哈 谢谢你上次没劝我留下",
      },
    ],
  },
  {
    brand: "lumen",
    line: "support",
    inbox: "support@lumennotes.example",
    customer: "wu-tao",
    language: "zh",
    subject: "内测版装完 CPU 常驻 90%",
    tags: ["sync", "app"],
    priority: "high",
    status: "open",
    team: "technical",
    owner: "lin",
    daysAgo: 1.1,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: `等不及，先装了 6.3.1 内测版，409 没再出现，但装完以后 Lumen Helper 进程 CPU 一直 90% 左右，风扇起飞。两小时没停。
采样贴一下最热的栈：
  IndexBuilder::tokenizeHan ×71%
  sqlite3_step ×18%
像是全库在重新分词？还要跑多久？有没有进度条可以看？我 2.1 万条。`,
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 50,
        text: `你看得很准，是在重新分词，这一版换了中文切词，旧索引全部要重建。进度在 帮助 → 诊断 → 索引，只是没人会去翻那里，我的锅。

按你的条数，大概还要 40 分钟。想先用电脑：同一个页面有“低优先级”，勾上，CPU 会降到 15%，时间拉到一晚上。

明早告诉我风扇还转不转？`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 700,
        text: "勾了低优先级，睡了一觉，早上跑到 94%，从凌晨三点起就停在那，CPU 也降下来了。是卡住了还是跑完了只是数字没到 100？",
      },
    ],
  },
  {
    brand: "lumen",
    line: "service",
    inbox: "hello@lumennotes.example",
    customer: "zhao-min",
    language: "zh",
    subject: "账户里的两个订阅",
    tags: ["billing", "refund"],
    priority: "normal",
    status: "closed",
    team: "front-desk",
    owner: "lin",
    daysAgo: 40.97,
    channel: "form",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "你们扣了我两笔年费，一笔是苹果商店，一笔是网页，都叫 Plus，时间差三天。我只有一个账号啊",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 36,
        text: `赵敏你好，查到了：网页买的那笔是你三天前用微信登录的另一个账号，里面是空的，应该是登错了。

已把网页那笔全额退回原支付方式，苹果商店的那笔继续有效，笔记都在原来的账号里。以后登录页会写清楚“上次用苹果登录”，免得再登错。`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 1200,
        text: "退款到了，谢谢，登录页那句话早点加就好了",
      },
    ],
  },
  {
    brand: "lumen",
    line: "support",
    inbox: "support@lumennotes.example",
    customer: "lin-yihan",
    language: "zh",
    subject: "注音輸入法選字後會重複一次",
    tags: ["typing"],
    priority: "normal",
    status: "closed",
    team: "technical",
    owner: "lin",
    daysAgo: 25.05,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "你好，我用注音輸入，在 Lumen 選字之後那個詞會打出來兩次，例如打「同步」會變成「同步同步」，只有在清單裡面才會，一般段落不會。Mac，6.3.0。",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 48,
        text: `怡涵你好，這個問題已經重現了，是清單裡的「自動續行」和注音的候選視窗打架，確認鍵同時被兩邊吃到。

臨時辦法：設定 → 編輯器 → 清單 → 關掉「Enter 後自動續行」。
正式修正排在 6.3.2，到時候請幫我再試一次「同步」兩個字，拜託。`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 2700,
        text: "關掉以後就正常了。6.3.2 出來我再試，重複打字打太多次，我已經對「同步」有心理陰影😅",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 30,
        text: "之後我會親自寫信給你，主旨就叫「同步（一次）」。",
      },
    ],
  },
  {
    brand: "lumen",
    line: "service",
    inbox: "hello@lumennotes.example",
    customer: "xu-jing",
    language: "zh",
    subject: "想把笔记本送给女儿，能不能转移账号",
    tags: ["advice"],
    priority: "low",
    status: "closed",
    team: "front-desk",
    owner: "lin",
    daysAgo: 87.81,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "你好。我用了三年的笔记，有些是写给女儿的，将来想留给她。可以把其中一个本子转到她的账号吗？她今年十二岁，没有邮箱。",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 90,
        text: `徐女士你好，这个需求特别好。做法：

一、把要留给她的内容单独放一个本子，比如叫“给小满”。
二、导出成 PDF 和 Markdown 各一份，存一份在家里的硬盘上，这是最稳的，不依赖任何公司活多久，包括我们。
三、等她十四岁有了自己的账号，本子右上角“转让”，一步到位，原作者和日期都会保留。

现在先做一、二就好。`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 350,
        text: "你怎么知道她叫小满？！",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 8,
        text: "哈，我瞎举的例子，巧了。祝小满健康长大。",
      },
    ],
  },
  {
    brand: "lumen",
    line: "support",
    inbox: "support@lumennotes.example",
    customer: "ma-jun",
    language: "zh",
    subject: "安卓端小组件不刷新",
    tags: ["app"],
    priority: "low",
    status: "closed",
    team: "technical",
    owner: "lin",
    daysAgo: 60.05,
    channel: "chat",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "小米手机，桌面小组件一直停在上周的待办，点进去是新的，桌面是旧的",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 3,
        text: "是系统把后台冻住了。长按 Lumen 图标 → 应用信息 → 省电策略 → 无限制，再把小组件删掉重新拖一次。",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 6,
        text: "好了，这省电省到我家待办都不动了",
      },
    ],
  },
  {
    brand: "lumen",
    line: "support",
    inbox: "support@lumennotes.example",
    customer: "ma-jun",
    language: "zh",
    subject: "6.3 之后打不开旧附件",
    tags: ["app", "data-loss"],
    priority: "high",
    status: "new",
    team: "technical",
    owner: null,
    daysAgo: 0.19,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "昨天升到 6.3，旧笔记里的 PDF 附件点开全是“文件不可用”，新加的可以。大概两百多个，都是甲方合同，不是在闹着玩。云端还在不在？先别让我重新登录试试，我怕一登录就真没了。",
      },
    ],
  },
  {
    brand: "lumen",
    line: "support",
    inbox: "support@lumennotes.example",
    customer: "chan-kaming",
    language: "zh",
    subject: "Lumen 開機要成分鐘",
    tags: ["app"],
    priority: "low",
    status: "closed",
    team: "technical",
    owner: "lin",
    daysAgo: 70.14,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "Hi，部 Mac 係 2019 款 Intel，開 Lumen 要成一分鐘先入到去，plus plan，8,000 條 note。之前 5.x 好快㗎。係唔係 6 唔支援 Intel 喇？",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 35,
        text: `家明你好，6 仍然支援 Intel，慢的原因是啟動時把所有筆記本的封面都讀一次。設定 → 一般 → 「啟動時只開啟上次的筆記本」，勾上之後你那部應該 6 至 8 秒就入到。

如果超過 15 秒，請在說明 → 診斷 → 產生報告，把檔案寄來，我幫你看。`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 200,
        text: "7 秒。感謝！仲以為要換機添",
      },
    ],
  },
  {
    brand: "lumen",
    line: "service",
    inbox: "hello@lumennotes.example",
    customer: "chan-kaming",
    language: "zh",
    subject: "想俾太太加一個 seat",
    tags: ["team-plan", "billing"],
    priority: "normal",
    status: "open",
    team: "front-desk",
    owner: "lin",
    daysAgo: 5.06,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "Hi Lin, wife 都想用，我 Plus personal，係咪要轉 Team？兩個人用 Team 好似好貴。有冇 family plan？",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 60,
        text: `家明你好，沒有家庭方案，但兩個人不需要 Team。太太開免費版，你把家裡那本筆記分享給她，她可以改，不用付錢，差別只在她自己的附件只有 1GB。

如果她也要 OCR 和離線，那就各自 Plus，第二個我可以打六折，首年。`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 900,
        text: "OCR 佢一定要，佢啲食譜全部係影出嚟。咁六折點樣拎？要用同一張卡俾錢定係可以分開？",
      },
    ],
  },
  {
    brand: "lumen",
    line: "service",
    inbox: "hello@lumennotes.example",
    customer: "gao-xiaofeng",
    language: "zh",
    subject: "去年的专票丢了能补吗",
    tags: ["invoice", "team-plan"],
    priority: "normal",
    status: "closed",
    team: "front-desk",
    owner: "lin",
    daysAgo: 105.02,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "林老师，会计把去年那张专用发票弄丢了，税局说可以拿复印件，麻烦您传一份，原始号码我没有，只记得金额 15 席位一年。",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 45,
        text: "高总您好，找到了，号码在附件里，盖章的扫描件一并附上。丢失的原票如果税局要求写“情况说明”，我们可以配合盖章，随时说。",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 30,
        text: "非常感谢，用得上。",
      },
    ],
  },
  {
    brand: "lumen",
    line: "support",
    inbox: "support@lumennotes.example",
    customer: "guo-rui",
    language: "zh",
    subject: "登录提示账号被封",
    tags: ["login"],
    priority: "high",
    status: "closed",
    team: "technical",
    owner: "lin",
    daysAgo: 33.05,
    channel: "form",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "我没干什么啊，写着写着论文突然退出，说“账号因异常活动暂停”，我晚上要交！",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 7,
        text: `郭蕊你好，不是封你，是系统看到有三个国家同时登录，怕你被盗，先锁住了。

你现在开着 VPN 吗？如果是，请先关掉，我这就解开。解开之后改个密码，其他设备会自动退出。`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 4,
        text: "开了 VPN……查文献。关了",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 3,
        text: "解开了。以后查文献照开，我在你的账号上备注“常用 VPN”，不会再误伤。论文加油，别忘了最后导出勾“嵌入字体”。",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 600,
        text: "交上了 谢谢！！字体都在",
      },
    ],
  },
  {
    brand: "lumen",
    line: "support",
    inbox: "support@lumennotes.example",
    customer: "deng-kai",
    language: "zh",
    subject: "API 有吗？想自己写脚本",
    tags: ["feature-request"],
    priority: "low",
    status: "waiting",
    team: "technical",
    owner: "lin",
    daysAgo: 7.03,
    channel: "form",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "程序员，想每天早上用脚本把待办拉出来，发到自己机器人。你们有 API 吗？没有的话本地数据库能不能读？",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 110,
        text: `邓凯你好，公开 API 还没有，明年上半年会有只读版，名单里给你留个位置。

本地数据库可以读，但别写：路径在 设置 → 诊断 → 打开数据目录，notes.sqlite，待办在表 todo，done=0。结构每个大版本会变，我不能保证它不变。脚本跑通了要不要给我看看？`,
      },
    ],
  },
  {
    brand: "lumen",
    line: "service",
    inbox: "hello@lumennotes.example",
    customer: "zhao-min",
    language: "zh",
    subject: "建议：加个记账模板",
    tags: ["feature-request"],
    priority: "low",
    status: "closed",
    team: "front-desk",
    owner: "lin",
    daysAgo: 27.94,
    channel: "form",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "能不能加记账模板，我现在是用表格自己搭的，每个月要重新复制一遍",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 140,
        text: "赵敏你好，不用等我们加，你自己就能做成模板：打开做好的那页 → 右上角“存为模板” → 每月一号新建时选它，日期会自动换成当月。我顺手给你做了一个带合计的，你看看合不合用，链接在邮件里。",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 400,
        text: "合用！！合计还会变红，谢谢林老师",
      },
    ],
  },
  {
    brand: "lumen",
    line: "service",
    inbox: "hello@lumennotes.example",
    customer: "xu-jing",
    language: "zh",
    subject: "十八岁之前的隐私怎么算",
    tags: ["privacy"],
    priority: "low",
    status: "closed",
    team: "front-desk",
    owner: "lin",
    daysAgo: 46.94,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "上次问过转本子的徐静。再问一句：孩子账号里写的东西，家长能看到吗？我不想看，我就是想知道有没有人能看到。",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 230,
        text: "你不能看，我们也不看，别人更不能看。孩子的账号和大人一样加密，密码忘了只能她自己用恢复码找回，所以记得帮她把恢复码放在她知道的地方。你问“有没有人能看”，这是很多家长不会问的。",
      },
    ],
  },
  {
    brand: "lumen",
    line: "support",
    inbox: "support@lumennotes.example",
    customer: "lin-yihan",
    language: "zh",
    subject: "繁轉簡匯出後變錯字",
    tags: ["export"],
    priority: "normal",
    status: "new",
    team: "technical",
    owner: null,
    daysAgo: 0.7,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "你好，我匯出 Word 給大陸同事，選了「轉換為簡體」，結果「頭髮」變成「头发」沒問題，但「乾隆」變「干隆」，「瞭望台」變「了望台」。專案文件有八十幾頁，我不太可能一個一個檢查。請問有沒有詞庫可以更新，還是我先不要用這個功能比較好？",
      },
    ],
  },
  {
    brand: "lumen",
    line: "service",
    inbox: "hello@lumennotes.example",
    customer: "gao-xiaofeng",
    language: "zh",
    subject: "实习生离职，数据归谁",
    tags: ["team-plan", "privacy"],
    priority: "normal",
    status: "waiting",
    team: "front-desk",
    owner: "lin",
    daysAgo: 2.99,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "林老师，一位实习生明天走，他自己空间里有公司的资料。我这边直接停号，东西会跟着他走还是留给我？",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 18,
        text: `高总您好，停号分两种，看您选哪个：

“移出团队”：他个人空间还是他的，公司资料要先转出来。
“停用席位”：个人空间封存 30 天，管理员可以把里面的本子转到公司空间，过期彻底删除。

从劳动关系上讲，建议先让他自己把公司资料移到团队空间，再停用，避免争议。需要的话，我可以在旁边教您操作，五分钟。您今天几点方便？`,
      },
    ],
  },
  {
    brand: "lumen",
    line: "support",
    inbox: "support@lumennotes.example",
    customer: "deng-kai",
    language: "zh",
    subject: "sqlite 读着读着被锁",
    tags: ["app", "sync"],
    priority: "low",
    status: "new",
    team: "technical",
    owner: null,
    daysAgo: 0.4,
    channel: "chat",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "按您给的方法写了，脚本跑 30 秒左右报 database is locked，Lumen 开着的时候才会。我是只读打开的，file:...?mode=ro。还要加什么？immutable=1 敢不敢用？",
      },
    ],
  },
  {
    brand: "lumen",
    line: "support",
    inbox: "support@lumennotes.example",
    customer: "zhao-min",
    language: "zh",
    subject: "表格里公式结果不更新",
    tags: ["app"],
    priority: "low",
    status: "closed",
    team: "technical",
    owner: "lin",
    daysAgo: 98.87,
    channel: "chat",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "我在表格里写了合计，改了上面的数字，下面不变，要点一下才变",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 3,
        text: "是你的表格超过 200 行，为了不卡自动停了重算。右上角三个点 → 始终重算，打勾。",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 2,
        text: "好了 谢谢",
      },
    ],
  },
  {
    brand: "lumen",
    line: "support",
    inbox: "support@lumennotes.example",
    customer: "guo-rui",
    language: "zh",
    subject: "参考文献导入少了三条",
    tags: ["import"],
    priority: "normal",
    status: "open",
    team: "technical",
    owner: "lin",
    daysAgo: 4.09,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "林老师好，用 BibTeX 导入 212 条，显示成功 212，但实际只有 209 条，少的那三条作者名字里都有 ř 或者 ş。编号是 doi 结尾 …9918、…0047、…5540。可以手动补，但我怕别的里面还有别的缺。",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 75,
        text: `郭蕊你好，你观察得特别清楚：三条作者都带变音符，导入时被当成重名合并了，所以“成功 212”没撒谎，只是合并没告诉你。

我已经在你的账号上把那三条拆开，不用你补。请在 引用 → 检查合并 里看一眼，其余有没有合并过，按你的文献应该只有这三条。`,
      },
      {
        by: "lin",
        kind: "note",
        afterMinutes: 4,
        text: "合并判断没看变音符，建议按 DOI 判重。给研发建单时附上她的 BibTeX。",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 2600,
        text: "谢谢！看了，除这三条还合并了一对，真的是同一篇，没问题。但是“检查合并”里有 1 条显示“来源缺失”，点不开，编号 0047，就是刚拆开的其中一条。要紧吗",
      },
    ],
  },
  {
    brand: "lumen",
    line: "service",
    inbox: "hello@lumennotes.example",
    customer: "gao-xiaofeng",
    language: "zh",
    subject: "外籍同事看不懂设置界面",
    tags: ["team-plan", "bilingual"],
    priority: "normal",
    status: "closed",
    team: "front-desk",
    owner: "lin",
    daysAgo: 64.12,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "林老师好，我们来了一位苏格兰设计师，他的 Lumen 界面是中文，改不回英文，菜单他一个都看不懂，自己不好意思问。我把邮件抄送给他，麻烦您直接教他。",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 32,
        text: "高总好，可以。界面语言跟着团队默认走，他可以单独改：右下角头像 → 第三项（地球图标）→ English。图标认地球就行，不用认字。",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 85,
        text: "Hello Lin, Callum here. Found the globe, thank you! Everything's in English except the calendar, which still tells me today is 星期三. I know what that is now but I'd rather not have to. Is there another globe?",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 14,
        text: "Hi Callum, welcome. There is a second, smaller globe: Settings → Calendar → Region. The calendar follows the country and not the language, so that Monday-first people keep their Mondays.",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 6,
        text: "Got it. Wednesday it is. Cheers, and 谢谢",
      },
    ],
  },
];
