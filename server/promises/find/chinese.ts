import { chineseTimes } from "./chinese-times.ts";
import type { ActRule, Grammar } from "./grammar.ts";

const act = (sure: number, source: string, more: Pick<ActRule, "needsTime" | "unless"> = {}): ActRule => ({
  pattern: new RegExp(source, "gu"),
  sure,
  ...more,
});

const we = "(?:我们?|咱们|本店|我方|我司|这边)";
const staff =
  "(?:同事|师傅|工程师|技师|技术员|主管|经理|会计|客服|团队|专员|维修部|店长|财务|仓库|管理员|部门)";
const report =
  "(?:回复|答复|答覆|回覆|告诉|告知|通知|联系|联络|转告|提醒|打给|回电|致电)(?:给)?(?:一下)?您|(?:发|寄|转|转发|退|退还|还|带|交|送|补发|反馈|汇报|转交|提供|返还)给您|(?:发|回)您(?=$|[,.;!。])|(?:给|帮|替|为)您.{0,10}?(?:回复|答复|回信|回电|回个|打电话|电话|打过去|去电|致电|发|写|寄|退|办|更新|消息|短信|准信|确认|换|补|安排|处理|转账|开|送|结果|反馈|解释|解决|一个|延长|保留|登记|问|查|弄|催|核实|跟进|联系|申请|改|取消|订|修|恢复|解除)|(?:与|跟|和|同)您(?:取得)?(?:联系|联络|沟通|确认)|向您(?:汇报|说明|反馈|确认|通报|解释)|(?:写信|写邮件|打电话|发邮件|发短信)给您|(?:电话|短信|邮件)(?:联系|通知|告诉|告知)您?";
const deed =
  "(?:退款|退还|退到|返还|寄出|寄送|发货|发出|补发|重发|重新发|更换|换好|修好|维修|来修|修理|处理|解决|取消|解除|转账|上门|送到|送达|安排|开通|办理|开具|开出|延长|排除|回收|取车|更新|答复|回复|确认|转给|交给|搞定|完成|到账|退|发|寄)";
const inquire =
  "(?:查一?下|查看|查明|查清|核实|了解|确认|询问|问一?下|问问|问清|调查|弄清|弄明白|核对|请示|商量|跟进|排查|追踪|咨询|去查|去问|索取|联系)";
const theirs = /(?:银行|厂家|厂商|快递(?!单)|司机|快递公司|物流公司|承运商|供应商|卖家|系统|保险公司|邮局)/u;

/** What stands before the words of an act within their clause. */
const before = (match: RegExpExecArray, sentence: string) => {
  const said = sentence.slice(0, match.index);
  return said.slice(Math.max(said.lastIndexOf(","), said.lastIndexOf(";"), said.lastIndexOf(":")) + 1);
};

/** Somebody else does it, it is asked of the customer, only offered, denied, or was said once. */
function notOurs(match: RegExpExecArray, sentence: string): boolean {
  const said = before(match, sentence) + match[0];
  const clause = said + (/^[^,;。]*/u.exec(sentence.slice(match.index + match[0].length))?.[0] ?? "");
  // What bears this mark is done, unless it is said to come.
  if (/(?:好|完)?了(?!解)/u.test(clause) && !/[会将再]/u.test(clause)) return true;
  const own = new RegExp(we, "u");
  const place = said.search(own);
  const ahead = place < 0 ? said : said.slice(0, place);
  if (/(?:请(?!示|教)|麻烦|烦请|敬请|劳烦)(?!稍)/u.test(ahead.slice(0, -1)) && !/请示/u.test(said))
    return true;
  if (theirs.test(ahead) && !(place >= 0)) return true;
  if (/(?:有人|她|他|谁|没人|大家)/u.test(ahead) && place < 0) return true;
  if (/您.{0,6}(?:让|要求|希望|想|请|要|叫)(?:让|要)?我/u.test(said)) return true;
  if (/(?:说过|答应过|承诺过|保证过)/u.test(said)) return true;
  if (/我们?(?:倒是)?(?:也)?(?:可以|能|想|愿意|乐意)/u.test(said)) return true;
  if (/您(?:可以|需要|应该|必须|得|若|如|自己|明天会自己)/u.test(ahead)) return true;
  return /(?:无法|不能|不会|不可能|未能|没能|没有|恐怕|绝不|不再|可惜|难以|没)(?!问题)/u.test(said);
}

/** Chinese, in simplified characters. */
export const chinese: Grammar = {
  // Some brands say 你 to their customers.
  alike: (sentence) => sentence.replace(/[你妳]/g, "您"),
  tagQuestion: /,(?:您看)?(?:好吗|可以吗|行吗|怎么样|如何|没问题吧|好不好|行不行)\?/u,
  courtesy: /(?:如果|若|要是)?(?:您)?(?:不介意|同意|可以|允许)的话,?|如果可以,?/gu,
  condition:
    /(?:如果|若(?!干)|要是|假如|倘若|万一|一旦|如有|如您|只要|除非|的话|前提|您一(?!个|些|份|定|直|下|次|起|般|张|封)[\p{Script=Han}]{2}|您.{0,10}(?:之后|以后|后)(?:,|我们)|(?:付款|下单|收到(?:您|退|货|款|照片|图片|视频|资料|包裹)[^,]{0,6})(?:之后|以后|后))/u,
  errand:
    /^(?:[^,]{0,8},)?(?:请|麻烦|烦请)(?!稍|等|给我|放心)您?[^,]{0,6}(?:提供|发给?|告诉|告知|回复|确认|留下|上传|填写|说明|寄回|联系)/u,
  afterSomething: /(?:一有消息|有结果后|核实后|确认后|收到.{0,6}后|一旦|之后再)/u,
  loose:
    /(?:通常|一般|往往|平时|平均|总是|永远|从不|每次|只在|乐意|很高兴|高兴地|欢迎|荣幸|希望|期待|也许|可能|大概|或许|估计|应该|自动|按照约定|本来|原本|打算|建议|已经|已(?!知)|刚才|刚刚|曾|打过|过了|觉得)/u,
  told: /(?:(?:写道|说|表示|告诉我们|来信)[^,;]{0,6}:[^。]*|(?:告诉您|说|答应|承诺)(?:我们|我|会有人|有人)[^,;]*)$/u,
  lead: /(?:最迟|最晚|在|于)$/u,
  trail: /^(?:之前|以前|前|之内|内)/u,
  joins: /^[\s,(]*(?:的|之前|以前|前|在|于|和|或|到|至|就|-|~|大约|左右)?[\s(]*$/u,
  acts: [
    act(0.8, report, {
      unless: (match, sentence) =>
        notOurs(match, sentence) ||
        (/(?:银行|系统|说明书)/u.test(before(match, sentence)) && !/我/u.test(before(match, sentence))),
    }),
    act(0.7, `${we}[^,;:]{0,16}?${inquire}`, { unless: notOurs }),
    act(0.6, `(?:${we}|${staff}|会|将)[^,;:]{0,20}?${deed}`, { needsTime: true, unless: notOurs }),
    act(
      0.6,
      `(?:退款|订单|新卡|款项|钱|包裹|换货|商品|货|配件|您的[^,;:]{1,8}?)[^,;:]{0,4}(?:会|将)[^,;:]{0,16}?(?:发货|寄出|发出|送达|到您|到账|处理|完成|退回|制好|换好|修好)`,
      { needsTime: true, unless: notOurs },
    ),
    act(
      0.65,
      "您(?:将|会|能)?[^,;:]{0,16}?(?:收到|拿到|得到|接到)[^,;:]{0,4}?(?:我们?的|我们|退款|答复|回复|钱|替换件|包裹)",
      { needsTime: true, unless: notOurs },
    ),
    act(0.75, `(?:${we}[^,;:]{0,6}?)(?:保证|承诺|确保|一定会?)`, { needsTime: true, unless: notOurs }),
    act(0.7, `(?:请|您)?(?:等|等待|留意|等候|静候|注意查收)${we}的(?:电话|回复|答复|消息|邮件|通知|来电)`, {
      needsTime: true,
    }),
    act(0.5, `${we}[^,;:]{0,12}?(?:看看|看一下|催一?下|想办法|盯着|拿给|转给|放进|来安排|带来|会有)`, {
      needsTime: true,
      unless: notOurs,
    }),
  ],
  times: chineseTimes,
};
