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
    daysAgo: 17.89,
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
    subject: "电动车打不开",
    tags: ["battery", "assembly"],
    priority: "low",
    status: "closed",
    team: "technical",
    owner: "lin",
    daysAgo: 51.92,
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
    daysAgo: 2.19,
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
        by: "lin",
        kind: "note",
        afterMinutes: 2,
        text: "高温充电，查一下这个批次的充电截止温度是不是 45 度。要是健康度低于 90% 直接走保修。",
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
  {
    brand: "kolo",
    line: "support",
    inbox: "support@kolobikes.example",
    customer: "chen-hao",
    language: "zh",
    subject: "骑到一半没电了，显示还有 25%",
    tags: ["battery"],
    priority: "normal",
    status: "closed",
    team: "technical",
    owner: "lin",
    daysAgo: 46,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "今天回家路上，屏幕还显示 25%，突然断电，跟骑一辆二十多公斤的普通车一样上坡，腿废了。是电池老化还是电量不准？用了一年零两个月，冬天停过两个月没骑。",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 72,
        text: `陈先生您好，先替您的腿说声抱歉。

听描述，电池健康多半没事，是电量计“走偏”了：闲置两个月，它不知道自己剩多少。校准方法：

1. 充到 100%，指示灯变绿后再多充一小时。
2. 骑到自动断电（选平路，离家近）。
3. 再充满，不要中途拔。

校准后若 25% 还会断电，请到 Kolo Ride → 电池 → 健康度截个图，低于 80% 我们按保修换。`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 5600,
        text: "校准完一周没再断。健康度 94%。腿也恢复了。",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "chen-hao",
    language: "zh",
    subject: "朋友买车有没有优惠码",
    tags: ["order", "praise"],
    priority: "low",
    status: "closed",
    team: "front-desk",
    owner: "lin",
    daysAgo: 5.83,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "你们车骑得不错，两个同事要买 City 7。有推荐优惠吗？没有也没关系，反正他们要买。",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 40,
        text: "有的：他们结账填 CHEN-0455，各减 40 英镑，您账户里也会多 40 英镑，下次保养可以用。谢谢您这么卖力，我们没请您做销售，您自己干的。",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 15,
        text: "哈哈收到，转给他们了",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "wang-lili",
    language: "zh",
    subject: "退货地址写错了",
    tags: ["return", "delivery"],
    priority: "normal",
    status: "closed",
    team: "front-desk",
    owner: "lin",
    daysAgo: 82.81,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "你好，KB-19690 的头盔要退，标签上退货地址写的是波兰，但我人在柏林，这样寄过去运费谁出啊，标签上写的“收件人付”快递员不认",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 35,
        text: "王女士您好，快递员不认是对的，标签印错了。我重新发了一张柏林境内的取件标签到您邮箱，明天 9 点到 13 点上门取，不用付钱，也不用打印，给他看手机就行。收到包裹当天就退款。",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 3000,
        text: "取走了 退款也到了 谢谢 效率挺高",
      },
    ],
  },
  {
    brand: "kolo",
    line: "support",
    inbox: "support@kolobikes.example",
    customer: "wang-lili",
    language: "zh",
    subject: "折叠锁扣卡不住",
    tags: ["safety", "workshop"],
    priority: "critical",
    status: "open",
    team: "technical",
    owner: "lin",
    daysAgo: 0.12,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "昨天骑着 Fold 20 过路口，中间那个折叠锁扣突然松了，车子往两边一软，差点摔进电车轨道，人没事，手掌擦破了。锁扣现在怎么扣都“咔”不响。太吓人了。",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 18,
        text: `王女士，人没事最要紧。请您先听我说一句：车子立刻不要再骑，推着走也慢一点。

手掌的伤请拍照留底，看医生的费用我们负责。

我已经给柏林的合作车行打了电话，他们今天下午可以来取车。请回复我：您现在人在哪里、车停在哪里？再请您拍一张锁扣内侧金属卡榫的照片，有磨损也没关系。`,
      },
      {
        by: "lin",
        kind: "note",
        afterMinutes: 4,
        text: "锁扣失效，第一例。Fold 20 批次 0366。已告诉 Omar；取车后立刻拆检，不能等周一。",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 60,
        text: "我在家，Prenzlauer Berg。车在楼道。照片拍了，卡榫边上有一道亮亮的磨痕，另外我才发现锁扣下面少一个小弹簧，是不是一开始就没有？",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "zhou-mingyuan",
    language: "zh",
    subject: "退一半可以吗",
    tags: ["return", "refund"],
    priority: "normal",
    status: "closed",
    team: "front-desk",
    owner: "lin",
    daysAgo: 73.81,
    channel: "form",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "两个月前买的车灯套装，尾灯不亮，前灯是好的。我能不能只退尾灯？",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 85,
        text: "周先生您好，可以。不过前后灯是一套的，只退尾灯系统里没有这个选项，给您换一个思路：尾灯我们直接补寄一个新的，您不用寄回旧的。这样比退一半省事，您看？",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 12,
        text: "太好了，寄吧",
      },
    ],
  },
  {
    brand: "kolo",
    line: "support",
    inbox: "support@kolobikes.example",
    customer: "zhou-mingyuan",
    language: "zh",
    subject: "关于刹车油更换的间隔",
    tags: ["brakes", "advice"],
    priority: "low",
    status: "new",
    team: "technical",
    owner: null,
    daysAgo: 0.38,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "您好。请问 E-Tour 500 的油压刹车，刹车油是几年换一次？用的是矿物油还是 DOT？我上次在外面店里换，师傅直接倒了 DOT 4，现在手感发软，担心密封圈被腐蚀。如果用错了，可以冲洗吗，还是要整套换？",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "huang-chiaying",
    language: "zh",
    subject: "想換車把手顏色",
    tags: ["order", "advice"],
    priority: "low",
    status: "closed",
    team: "front-desk",
    owner: "lin",
    daysAgo: 61.13,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "你好，我上個月買的 City 7 想換一對橙色的把手套，請問有沒有賣？你們網店好像只有黑色。",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 28,
        text: "黃小姐您好，網店只列黑色，倉庫其實有橙色，我替您留了一對，港幣 120 元，寄香港免運費。安裝只需六號六角匙，五分鐘內可以換好。",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 50,
        text: "好呀，幫我留！順便問下有無藍色",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 7,
        text: "藍色暫時沒有，下一批月底到。橙色先寄給您，藍色到了我再問您一聲，到時您再決定也不遲。",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "liu-yang",
    language: "zh",
    subject: "迪拜上门保养多少钱",
    tags: ["workshop", "advice"],
    priority: "normal",
    status: "closed",
    team: "front-desk",
    owner: "lin",
    daysAgo: 49.01,
    channel: "chat",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "迪拜可以上门保养吗？我是电动车，半年没保养了",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 4,
        text: "刘先生您好！可以，上门一次 180 迪拉姆，包含清洗、调变速、检查刹车和电池健康度，零件另算。周五周六 Marina 那边排期比较松，您哪天方便？",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 3,
        text: "周六上午十点，Marina Gate 2",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 2,
        text: "约好了，师傅叫 Rashid，会提前半小时打给您。",
      },
    ],
  },
  {
    brand: "kolo",
    line: "support",
    inbox: "support@kolobikes.example",
    customer: "tsai-chihming",
    language: "zh",
    subject: "一次訂四台，客製齒比",
    tags: ["gears", "trade"],
    priority: "normal",
    status: "closed",
    team: "technical",
    owner: "lin",
    daysAgo: 98.94,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "林小姐您好，我們社團要訂四台 G2，台灣山路坡度比較硬，原廠 42T 配 11-42 覺得吃力，想換成 38T 大盤或 11-46 飛輪。請問出廠前可以換嗎？改裝後保固怎麼算？",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 75,
        text: `蔡團長您好，可以的。兩個方案：

一、38T 大盤，每台加 32 美元，出廠安裝，保固不變。
二、11-46 飛輪加後變速勾爪加長，每台加 96 美元，也是出廠安裝，但變速器歸零要騎 50 公里後再調一次。

四台打九折。以團長您的路況我會選一，省心；想要再低的檔，兩個一起上也行。`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 320,
        text: "兩個一起上，團員有三位超過八十公斤，哈哈。請開發票給社團統一編號，我稍後傳。",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 45,
        text: "統編收到就開。四台預計三週後到高雄，屆時我親自跟一次組裝照片。",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "tsai-chihming",
    language: "zh",
    subject: "團員想參加試乘活動",
    tags: ["praise", "advice"],
    priority: "low",
    status: "closed",
    team: "front-desk",
    owner: "lin",
    daysAgo: 20.85,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "林小姐，四台都到齊了，上週日爬了武嶺，全員抵達。想請教，台灣有沒有試乘活動？我們幫忙宣傳。",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 88,
        text: "恭喜全員登頂！下個月我們在台中有一天試乘，地點時間我寄給您。不用幫忙宣傳也沒關係，您把登頂照片分享出來，比我們的廣告好看。",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 140,
        text: "照片已傳社群。您說得對，廣告沒我們的腿好看😂",
      },
    ],
  },
  {
    brand: "kolo",
    line: "support",
    inbox: "support@kolobikes.example",
    customer: "sun-yue",
    language: "zh",
    subject: "儿童车哪边是前刹车",
    tags: ["kids", "safety"],
    priority: "normal",
    status: "closed",
    team: "technical",
    owner: "lin",
    daysAgo: 38,
    channel: "chat",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "Mini 16 的左右刹车对应前后吗 买的是英国版 孩子怕捏前刹车会翻",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 3,
        text: "孙女士您好！英国版是右手前刹车、左手后刹车，跟国内常见的相反。前刹车的力量我们在出厂时限得很轻，一个六岁孩子用力捏也不会翻，但先教她用左手。需要左右对调的话，任何一家店十分钟免费帮您换。",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 4,
        text: "换一下吧 我怕我先弄混",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 2,
        text: "已为您预约周日下午两点，伦敦店，免费，孩子最好也来。",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "sun-yue",
    language: "zh",
    subject: "想给孩子买，不知道尺寸",
    tags: ["kids", "sizing"],
    priority: "low",
    status: "closed",
    team: "front-desk",
    owner: "lin",
    daysAgo: 106.97,
    channel: "form",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "孩子 5 岁半，身高 113，腿长约 49 厘米。Mini 16 还是 20？不想太快就骑不了了，但也不能够不着地。",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 44,
        text: "孙女士您好，Mini 16。理由：腿长 49，20 寸的车坐垫最低也要 52，双脚够不到地。16 的车把和坐垫都能升，通常骑到 7 岁。等孩子腿长到 52，把车给我们，我们按六折旧车回收，差价换 20。",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 33,
        text: "六折回收这个好，下单了",
      },
    ],
  },
  {
    brand: "kolo",
    line: "support",
    inbox: "support@kolobikes.example",
    customer: "he-jianguo",
    language: "zh",
    subject: "前轮气不足，怎么打",
    tags: ["workshop"],
    priority: "low",
    status: "closed",
    team: "technical",
    owner: "lin",
    daysAgo: 13,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "林老师：前轮软了。我家里只有自行车店老式的气筒，接不上。我按说明书打了一头汗。请问是怎么回事。",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 33,
        text: `何老师您好，您那个接不上不怪您，气嘴是细的那种（叫法嘴），老式气筒是粗口（英嘴）。

一种办法：让您儿子花两块钱买一个“法转英”的小铜套，拧上就能打了。
另一种：楼下修车摊多半也有，五毛钱一次。

打到 4 个气压就可以，用手捏，硬得像一只好苹果。`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 1700,
        text: "打上了。像苹果。我儿子说明天给我买铜套。谢谢林老师讲得明白。",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "wang-lili",
    language: "zh",
    subject: "发票抬头要写公司名称",
    tags: ["invoice"],
    priority: "low",
    status: "waiting",
    team: "front-desk",
    owner: "lin",
    daysAgo: 6.02,
    channel: "form",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "上次那笔退款已经到了，另外我想要一张发票，抬头写我们公司 Lihua Trading GmbH，税号 DE355018274，可以补开吗？",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 20,
        text: "可以补开。重新开具的发票号码会带 R1 后缀，方便您公司入账。请您确认一下：公司地址用哪一个，注册地还是办公地？收到后当天发给您。",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "he-jianguo",
    language: "zh",
    subject: "问候",
    tags: ["praise"],
    priority: "low",
    status: "closed",
    team: "front-desk",
    owner: "lin",
    daysAgo: 8.17,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "林老师，你们好。没有别的事，祝你们大家身体健康，也祝你们的车越来越好。我现在每天早上骑车去公园，邻居问，我就告诉他们是你们的车。何建国。",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 150,
        text: "何老师，也祝您身体健康。您骑得稳，我们比您还高兴。明天给您寄一个车筐，邻居也好放菜。",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "liu-yang",
    language: "zh",
    subject: "取电池的时间",
    tags: ["delivery", "out-of-office"],
    priority: "low",
    status: "closed",
    team: "front-desk",
    owner: "lin",
    daysAgo: 23.81,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "你好，寄存在你们迪拜店里的那块旧电池，我哪天去拿比较方便？",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 26,
        text: "刘先生您好，周一到周六上午十点到晚上八点都可以，到店报车架号后四位就行。您大概哪天来？我让店里提前搬到前台，挺沉的。",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 1,
        text: "【自动回复】本人正在出差，下周二回迪拜，期间邮件回复可能延迟，急事请致电公司前台。刘洋",
      },
      {
        by: "lin",
        kind: "note",
        afterMinutes: 2,
        text: "自动回复，下周二回来。电池继续放着，不用催。",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 9800,
        text: "出差回来了，明天下午五点去拿，给我留个门口的车位就行",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 9,
        text: "明天五点，车位给您占好了，电池在前台左手边。",
      },
    ],
  },
  {
    brand: "kolo",
    line: "support",
    inbox: "support@kolobikes.example",
    customer: "chen-hao",
    language: "zh",
    subject: "后刹有点拖，能自己调吗",
    tags: ["brakes"],
    priority: "normal",
    status: "waiting",
    team: "technical",
    owner: "lin",
    daysAgo: 4.88,
    channel: "phone",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "喂你好，我陈浩。后轮提起来转一圈就停，蹭得沙沙响，刹车没捏。我有一套六角扳手，自己能调吗？还是要送店里？",
      },
      {
        by: "lin",
        kind: "message",
        afterMinutes: 11,
        text: `陈先生您好，刚才电话里说的步骤写给您：

1. 卡钳上两颗螺丝各松半圈，不要拧下来。
2. 捏住后刹不放，卡钳会自己居中。
3. 捏着的同时把两颗螺丝轮流拧紧，每次四分之一圈。

松手再转，应该能转五六圈。如果还是蹭，您看一眼碟片是不是歪的：对着白纸转，缝隙忽大忽小就是碟片。结果怎么样？`,
      },
    ],
  },
];
