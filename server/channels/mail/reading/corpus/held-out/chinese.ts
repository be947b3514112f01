import type { HeldOut } from "./held-out.ts";

export const chinese: HeldOut[] = [
  {
    name: "zh: QQ 邮箱",
    text: '可以，请尽快安排。\n\n\n\n\n------------------ 原始邮件 ------------------\n发件人: "单车小店" <kefu@danche.example>;\n发送时间: 2024年6月12日(星期三) 下午3:02\n收件人: "王磊"<10001@qq.example>;\n主题: 回复: 换货\n\n您同意换货吗？\n',
    expected: "可以，请尽快安排。",
  },
  {
    name: "zh: QQ 手机版",
    text: "收到了 谢谢\n\n发自我的iPhone\n\n------------------ 原始邮件 ------------------\n发件人: 单车小店 <kefu@danche.example>\n发送时间: 2024年6月12日 15:02\n收件人: 王磊 <10001@qq.example>\n主题: 发货通知\n\n已发货\n",
    expected: "收到了 谢谢",
  },
  {
    name: "zh: 163",
    text: '请问保修期多长？\n\n\n\n\n\n\n\n\n在 2024-06-12 15:02:11，"单车小店" <kefu@danche.example> 写道：\n\n>您好，有什么可以帮您？\n',
    expected: "请问保修期多长？",
  },
  {
    name: "zh: 163 手机大师",
    text: "颜色换成黑色\n\n\n| |\n王磊\n|\n|\nwanglei@163.example\n|\n签名由网易邮箱大师定制\n\n\n---- 回复的原邮件 ----\n| 发件人 | 单车小店<kefu@danche.example> |\n| 日期 | 2024年06月12日 15:02 |\n| 收件人 | wanglei@163.example |\n| 主题 | 订单 |\n要什么颜色？\n",
    expected: "颜色换成黑色",
  },
  {
    name: "zh: Outlook",
    text: "您好，\n\n附件是付款凭证，请查收。\n\n此致\n敬礼\n张敏\n采购部\n电话：010-12345678\n邮箱：zhangmin@kuaidi.example\n\n发件人: 单车小店 <kefu@danche.example>\n发送时间: 2024年6月12日 15:02\n收件人: 张敏 <zhangmin@kuaidi.example>\n主题: 付款\n\n请付款\n",
    expected: "您好，\n\n附件是付款凭证，请查收。\n\n此致\n敬礼\n张敏",
  },
  {
    name: "zh: Gmail",
    text: "好的，就星期五吧。\n\n单车小店 <kefu@danche.example> 于2024年6月12日周三 15:02写道：\n\n> 星期五可以吗？\n",
    expected: "好的，就星期五吧。",
  },
  {
    name: "zh: Gmail 繁體",
    text: "好的，謝謝。\n\n單車小店 <kefu@danche.example> 於 2024年6月12日 週三 下午3:02寫道：\n\n> 這樣可以嗎？\n",
    expected: "好的，謝謝。",
  },
  {
    name: "zh: Apple Mail",
    text: "还缺一个螺丝。\n\n> 2024年6月12日 15:02，单车小店 <kefu@danche.example> 写道：\n> \n> 配件齐全吗？\n",
    expected: "还缺一个螺丝。",
  },
  {
    name: "zh: Foxmail",
    html: '<body><div>刹车还是响，怎么办？</div><div><br></div><hr style="width: 210px; height: 1px;" color="#b5c4df" size="1" align="left"><div><span><div style="FONT-SIZE: 10pt">王磊</div></span></div><blockquote style="margin-Top: 0px; margin-Bottom: 0px; margin-Left: 0.5em"><div>&nbsp;</div><div style="border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm"><div><b>发件人：</b>&nbsp;<a href="mailto:kefu@danche.example">单车小店</a></div><div><b>发送时间：</b>&nbsp;2024-06-12&nbsp;15:02</div><div><b>收件人：</b>&nbsp;王磊</div><div><b>主题：</b>&nbsp;维修</div></div><div>修好了吗？</div></blockquote></body>',
    expected: "刹车还是响，怎么办？",
  },
  {
    name: "zh: QQ HTML",
    html: '<div>地址没有变，谢谢。</div><div><br></div><div><br></div><div style="font-size: 12px;font-family: Arial Narrow;padding:2px 0 2px 0;">------------------&nbsp;原始邮件&nbsp;------------------</div><div style="font-size: 12px;background:#efefef;padding:8px;"><div><b>发件人:</b>&nbsp;"单车小店" &lt;kefu@danche.example&gt;;</div><div><b>发送时间:</b>&nbsp;2024年6月12日(星期三) 下午3:02</div><div><b>收件人:</b>&nbsp;"王磊"&lt;10001@qq.example&gt;;</div><div><b>主题:</b>&nbsp;地址</div></div><div><br></div><div>地址有变吗？</div>',
    expected: "地址没有变，谢谢。",
  },
  {
    name: "zh: 保密声明",
    text: "请把合同寄到公司。\n\n王磊\n\n本邮件及其附件含有保密信息，仅限于发送给上面地址中列出的个人或群组。禁止任何其他人以任何形式使用。如果您错收了本邮件，请立即通知发件人并删除。\n\n发件人: 单车小店 <kefu@danche.example>\n发送时间: 2024年6月12日 15:02\n收件人: 王磊\n主题: 合同\n\n合同寄到哪里？\n",
    expected: "请把合同寄到公司。\n\n王磊",
  },
  {
    name: "zh: 转发",
    subject: "转发：物流",
    text: "请看下面。\n\n-------- 转发邮件信息 --------\n发件人：物流 <wuliu@kuaidi.example>\n发送日期：2024-06-12 15:02:11\n收件人：王磊 <wanglei@163.example>\n主题：物流\n\n包裹丢失。\n",
    expected:
      "请看下面。\n\n-------- 转发邮件信息 --------\n发件人：物流 <wuliu@kuaidi.example>\n发送日期：2024-06-12 15:02:11\n收件人：王磊 <wanglei@163.example>\n主题：物流\n\n包裹丢失。",
  },
  {
    name: "zh: 逐条回复",
    text: "在 2024/6/12 15:02, 单车小店 写道:\n> 身高多少？\n\n一米七五\n\n> 喜欢什么颜色？\n\n白色\n",
    expected: "> 身高多少？\n\n一米七五\n\n> 喜欢什么颜色？\n\n白色",
  },
  {
    name: "zh: 阿里邮箱",
    text: "好的，明天到店取。\n------------------------------------------------------------------\n发件人：单车小店 <kefu@danche.example>\n发送时间：2024年6月12日(星期三) 15:02\n收件人：王磊 <wanglei@aliyun.example>\n主　题：取车\n\n可以取车了\n",
    expected: "好的，明天到店取。",
  },
  {
    name: "zh: 华为手机",
    text: "不用了，谢谢\n\n发自我的华为手机\n\n-------- 原始邮件 --------\n主题：优惠\n发件人：单车小店 <kefu@danche.example>\n收件人：王磊 <10001@qq.example>\n\n要不要优惠券？\n",
    expected: "不用了，谢谢",
  },
  {
    name: "zh: 只有新内容",
    text: "你好：\n我想问一下，从：上海，到：杭州，运费多少？\n时间：下周\n谢谢",
    expected: "你好：\n我想问一下，从：上海，到：杭州，运费多少？\n时间：下周\n谢谢",
  },
  {
    name: "zh: Thunderbird 在下方",
    text: "在 2024/6/12 15:02, 单车小店 写道：\n> 退款已处理。\n\n还没有收到，请再查一下。\n\n-- \n王磊\n",
    expected: "还没有收到，请再查一下。",
  },
  {
    name: "zh: 小米",
    text: "车到了 很满意\n\n发自我的小米\n在 单车小店 <kefu@danche.example>，2024年6月12日 下午3:02写道：\n\n收到车了吗？\n",
    expected: "车到了 很满意",
  },
];
