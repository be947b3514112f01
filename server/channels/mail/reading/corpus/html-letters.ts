import type { Letter } from "./letters.ts";

const old = "Your order has left our workshop.";

/** Answers as programs write them in HTML. */
export const htmlLetters: Letter[] = [
  {
    name: "Gmail",
    text: `Thank you!\n\nOn Tue, May 14, 2024 at 9:12 AM Tandem Bikes <help@tandem-bikes.example>\nwrote:\n\n> ${old}\n`,
    html: `<div dir="ltr"><div>Thank you!</div><div><br></div><div>It is the <b>blue</b> one.</div></div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Tue, May 14, 2024 at 9:12 AM Tandem Bikes &lt;<a href="mailto:help@tandem-bikes.example">help@tandem-bikes.example</a>&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"><div dir="ltr">${old}</div></blockquote></div>`,
    reply: "Thank you!\n\nIt is the blue one.",
    quotes: ["left our workshop", "wrote"],
  },
  {
    name: "Gmail, answer below the quote",
    html: `<div dir="ltr"><div class="gmail_quote"><div dir="ltr" class="gmail_attr">вт, 14 мая 2024 г. в 09:12, Tandem Bikes &lt;help@tandem-bikes.example&gt;:<br></div><blockquote class="gmail_quote" style="border-left:1px solid #ccc"><div>${old}</div></blockquote><div><br></div><div>Спасибо, получила.</div></div></div>`,
    reply: "Спасибо, получила.",
    quotes: ["workshop"],
  },
  {
    name: "Gmail with a signature",
    html: `<div dir="ltr">See photo.<br clear="all"><div><br></div><span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature" data-smartmail="gmail_signature"><div>Ines Vidal</div><div>Couriers</div></div></div><br><div class="gmail_quote"><div class="gmail_attr">On Tue wrote:<br></div><blockquote class="gmail_quote">${old}</blockquote></div>`,
    reply: "See photo.",
    quotes: ["Couriers", "workshop"],
  },
  {
    name: "Gmail, forwarded",
    subject: "Fwd: Rechnung",
    html: `<div dir="ltr">What is this?<br><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">---------- Forwarded message ---------<br>From: <strong>Parts Ltd</strong><br>Date: Tue, May 14, 2024<br>Subject: Rechnung<br></div><br>Please pay 40 EUR.</div></div>`,
    reply:
      "What is this?\n\n---------- Forwarded message ---------\nFrom: Parts Ltd\nDate: Tue, May 14, 2024\nSubject: Rechnung\n\nPlease pay 40 EUR.",
  },
  {
    name: "Apple Mail",
    html: `<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head><body style="overflow-wrap: break-word;">The bell is missing.<br id="lineBreakAtBeginningOfMessage"><div><br><blockquote type="cite"><div>On 14 May 2024, at 09:12, Tandem Bikes &lt;help@tandem-bikes.example&gt; wrote:</div><br class="Apple-interchange-newline"><div>${old}</div></blockquote></div><br></body></html>`,
    reply: "The bell is missing.",
    quotes: ["workshop"],
  },
  {
    name: "iPhone, Arabic",
    html: `<html><body dir="auto"><div dir="rtl">وصلت الدراجة، شكرا<br><br><div dir="rtl">أُرسلت من الـ iPhone</div></div><div dir="ltr"><br><blockquote type="cite">في ١٤ مايو ٢٠٢٤، الساعة ٩:١٢ ص، كتب Tandem Bikes:<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">${old}</div></blockquote></body></html>`,
    reply: "وصلت الدراجة، شكرا",
    quotes: ["iPhone", "workshop"],
  },
  {
    name: "Outlook on the web",
    html: `<html><head><style>P{margin-top:0}</style></head><body dir="ltr"><div class="elementToProof">Please send the invoice again.</div><div id="Signature"><p>Ines Vidal</p></div><div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri"><b>From:</b> Tandem Bikes &lt;help@tandem-bikes.example&gt;<br><b>Sent:</b> Tuesday, May 14, 2024 9:12 AM<br><b>To:</b> Ines<br><b>Subject:</b> Order 1042</font><div>&nbsp;</div></div><div>${old}</div></body></html>`,
    reply: "Please send the invoice again.",
    quotes: ["Ines Vidal", "workshop"],
  },
  {
    name: "Outlook for Windows, Russian",
    html: `<html xmlns:o="urn:schemas-microsoft-com:office:office"><body lang="RU"><div class="WordSection1"><p class="MsoNormal">Добрый день.<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p><p class="MsoNormal">Номер рамы WTU123.<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>From:</b> Tandem Bikes &lt;help@tandem-bikes.example&gt; <br><b>Sent:</b> Tuesday, May 14, 2024 9:12 AM<br><b>To:</b> Инес<br><b>Subject:</b> Заказ 1042<o:p></o:p></p></div><p class="MsoNormal">${old}</p></div></body></html>`,
    reply: "Добрый день.\n\nНомер рамы WTU123.",
    quotes: ["workshop", "Sent"],
  },
  {
    name: "Outlook for iOS",
    html: `<html><body><div dir="ltr"><div></div><div><div>Sure, go ahead</div></div><div><br></div><div id="ms-outlook-mobile-signature">Get <a href="https://aka.ms/o0ukef">Outlook for iOS</a></div></div><div id="mail-editor-reference-message-container"><hr><div><b>From:</b> Tandem Bikes<br><b>Sent:</b> Tuesday</div><div>${old}</div></div></body></html>`,
    reply: "Sure, go ahead",
    quotes: ["Outlook for iOS", "workshop"],
  },
  {
    name: "Outlook for Mac",
    html: `<html><body><div>Yes please.</div><div><br></div><span id="OLK_SRC_BODY_SECTION"><div style="border-top: #b5c4df 1pt solid"><span style="font-weight:bold">From: </span> Tandem Bikes<br></div><div>${old}</div></span></body></html>`,
    reply: "Yes please.",
    quotes: ["workshop"],
  },
  {
    name: "Yandex",
    html: `<div>Спасибо, жду.</div><div> </div><div>14.05.2024, 09:12, "Tandem Bikes" &lt;help@tandem-bikes.example&gt;:</div><blockquote><p>${old}</p></blockquote><div> </div><div>-- </div><div>Инес Видаль</div>`,
    reply: "Спасибо, жду.",
    quotes: ["workshop", "Инес Видаль"],
  },
  {
    name: "Mail.ru",
    html: `<HTML><BODY><div>Деньги не вернулись.</div><div>&nbsp;</div><div data-signature-widget="container"><div data-signature-widget="content"><div>--<br>Инес</div></div></div><div>&nbsp;</div><blockquote style="border-left:1px solid #0857A6;margin:10px;padding:0 0 0 10px;">Вторник, 14 мая 2024, 9:12 +03:00 от Tandem Bikes &lt;help@tandem-bikes.example&gt;:<br>&nbsp;<div>${old}</div></blockquote></BODY></HTML>`,
    reply: "Деньги не вернулись.",
    quotes: ["workshop"],
  },
  {
    name: "QQ",
    html: `<div>好的，麻烦尽快处理</div><div><br></div><div><includetail><div>&nbsp;</div><div style="font-size: 12px;background:#efefef;padding:8px;"><div style="font-size:12px;">------------------&nbsp;原始邮件&nbsp;------------------</div><div><b>发件人:</b>&nbsp;"Tandem Bikes"&lt;help@tandem-bikes.example&gt;;</div><div><b>发送时间:</b>&nbsp;2024年5月14日(星期二) 上午9:12</div><div><b>收件人:</b>&nbsp;"Ines"&lt;ines@radsport.example&gt;;</div><div><b>主题:</b>&nbsp;订单</div></div><div>${old}</div></includetail></div>`,
    reply: "好的，麻烦尽快处理",
    quotes: ["workshop"],
  },
  {
    name: "NetEase 163",
    html: `<div style="line-height:1.7;color:#000000;font-size:14px;font-family:Arial"><p style="margin: 0;">轮子坏了，怎么退货？</p><p style="margin:0;"><br></p><div id="divNeteaseMailCard"></div><p style="margin: 0;">在 2024-05-14 09:12:33，"Tandem Bikes" &lt;help@tandem-bikes.example&gt; 写道：</p><blockquote id="isReplyContent" style="PADDING-LEFT: 1ex; MARGIN: 0px 0px 0px 0.8ex; BORDER-LEFT: #ccc 1px solid">${old}</blockquote></div>`,
    reply: "轮子坏了，怎么退货？",
    quotes: ["workshop"],
  },
  {
    name: "Proton",
    html: `<div style="font-family: Arial">No, thank you.</div><div class="protonmail_signature_block"><div>Sent with Proton Mail</div></div><div class="protonmail_quote">On Tuesday, May 14th, 2024 at 9:12 AM, Tandem Bikes &lt;help@tandem-bikes.example&gt; wrote:<br><blockquote class="protonmail_quote" type="cite"><div>${old}</div></blockquote><br></div>`,
    reply: "No, thank you.",
    quotes: ["workshop", "Proton"],
  },
  {
    name: "Thunderbird, answers between",
    html: `<html><body><div class="moz-cite-prefix">On 5/14/24 09:12, Tandem Bikes wrote:<br></div><blockquote type="cite" cite="mid:1@x"><p>Which colour?</p></blockquote><p>Blue.</p><blockquote type="cite" cite="mid:1@x"><p>Which day suits you?</p></blockquote><p>Thursday.</p><div class="moz-signature">-- <br>Ines</div></body></html>`,
    reply: "> Which colour?\n\nBlue.\n\n> Which day suits you?\n\nThursday.",
    quotes: ["wrote", "Ines"],
  },
  {
    name: "Samsung",
    html: `<html><body><div dir="auto">Call me tomorrow</div><div dir="auto"><br></div><div id="composer_signature" dir="auto"><div>Sent from my Galaxy</div></div><div><br></div><div style="font-size:100%;color:#000000"><!-- originalMessage --><div>-------- Original message --------</div><div>From: Tandem Bikes &lt;help@tandem-bikes.example&gt; </div><div>Date: 14/05/2024  09:12  (GMT+03:00) </div><div>To: Ines </div><div>Subject: Order </div></div><div>${old}</div></body></html>`,
    reply: "Call me tomorrow",
    quotes: ["Galaxy", "workshop"],
  },
  {
    name: "Yahoo",
    html: `<div class="ydp1yahoo-style-wrap"><div dir="ltr">I never ordered this</div></div><div id="ydp2yahoo_quoted_1" class="ydp2yahoo_quoted"><div><div>On Tuesday, May 14, 2024 at 09:12:33 AM GMT+3, Tandem Bikes &lt;help@tandem-bikes.example&gt; wrote:</div><div>${old}</div></div></div>`,
    reply: "I never ordered this",
    quotes: ["workshop"],
  },
  {
    name: "Zimbra",
    html: `<div>Please cancel.</div><div><br></div><hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__"><b>From: </b>"Tandem Bikes"<br></div><div data-marker="__QUOTED_TEXT__">${old}</div>`,
    reply: "Please cancel.",
    quotes: ["workshop"],
  },
  {
    name: "Foxmail",
    html: `<div>已经付款了</div><hr><div style="border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm"><div><b>发件人：</b>&nbsp;<a href="mailto:help@tandem-bikes.example">Tandem Bikes</a></div><div><b>发送时间：</b>&nbsp;2024-05-14&nbsp;09:12</div><div><b>收件人：</b>&nbsp;Ines</div><div><b>主题：</b>&nbsp;订单</div></div><div>${old}</div>`,
    reply: "已经付款了",
    quotes: ["workshop"],
  },
  {
    name: "Word's table of paragraphs, lists and links",
    subject: "Parts",
    html: `<p>I need:</p><ul><li>a bell</li><li>two <a href="https://shop.example/lamp?id=1">lamps</a></li></ul><ol><li>soon</li><li>cheap</li></ol><p>See <a href="https://radsport.example/">radsport.example</a></p>`,
    reply:
      "I need:\n\n- a bell\n- two lamps <https://shop.example/lamp?id=1>\n\n1. soon\n2. cheap\n\nSee radsport.example",
  },
  {
    name: "an indented paragraph is not a quotation",
    subject: "Address",
    html: `<div>Please deliver to</div><blockquote style="margin:0 0 0 40px;border:none;padding:0px"><div>Main street 1</div></blockquote><div>before noon.</div>`,
    reply: "Please deliver to\nMain street 1\nbefore noon.",
  },
  {
    name: "Roundcube",
    html: `<html><body style='font-size: 10pt'><p>It squeaks.</p><div id="signature"></div><p><br /></p><p id="reply-intro">On 2024-05-14 09:12, Tandem wrote:</p><blockquote type="cite" style="padding: 0 0.4em; border-left: #1010ff 2px solid; margin: 0"><div>${old}</div></blockquote></body></html>`,
    reply: "It squeaks.",
    quotes: ["left our workshop"],
  },
  {
    name: "Zoho",
    html: `<div style="font-family: Verdana">It squeaks.<br></div><div id="Zm-_Id_-Sgn" data-zbluepencil-ignore="true" data-sigid="1"><div>Sig</div></div><div class="zmail_extra_hr" style="border-top: 1px solid #CCC; height: 0px"><br></div><div class="zmail_extra"><div id="Zm-_Id_-Sgn1">---- On Tue, 14 May 2024 09:12:33 +0300 <b>Tandem</b> wrote ---<br></div><blockquote style="margin: 0px;">${old}</blockquote></div>`,
    reply: "It squeaks.",
    quotes: ["left our workshop"],
  },
  {
    name: "Mail for Windows",
    html: `<body><div class=WordSection1><p class=MsoNormal>It squeaks.</p><p class=MsoNormal>Sent from <a href="https://go.microsoft.com/fwlink/?LinkId=550986">Mail</a> for Windows</p><p class=MsoNormal><o:p>&nbsp;</o:p></p><div style='mso-element:para-border-div;border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal style='border:none;padding:0cm'><b>From: </b><a href="mailto:help@tandem-bikes.example">Tandem</a><br><b>Sent: </b>Tuesday, May 14, 2024<br><b>To: </b>Ines<br><b>Subject: </b>Order</p></div><p class=MsoNormal>${old}</p></div></body>`,
    reply: "It squeaks.",
    quotes: ["left our workshop"],
  },
  {
    name: "Outlook for Windows, Arabic",
    html: `<html dir="rtl"><body><div class="WordSection1"><p class="MsoNormal" dir="RTL">It squeaks.</p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal" dir="RTL"><b><span>من:</span></b><span dir="LTR"></span> Tandem &lt;help@tandem-bikes.example&gt; <br><b>تم الإرسال:</b> الثلاثاء، 14 مايو, 2024 9:12 ص<br><b>إلى:</b> Ines<br><b>الموضوع:</b> طلب</p></div></div><p>${old}</p></div></body></html>`,
    reply: "It squeaks.",
    quotes: ["left our workshop"],
  },
  {
    name: "Mail.ru on iOS",
    html: `<html><body><div class="js-helper">It squeaks.</div><div>--<br>Отправлено из <a href="https://trk.mail.ru/c/kruxy7">Mail для iOS</a></div><div class="mail-quote-collapse"><div>вторник, 14 мая 2024 г., 09:12 +0300 от "Tandem" <<a>help@tandem-bikes.example</a>>:<br/><blockquote id="mail-app-auto-quote">${old}</blockquote></div></div></body></html>`,
    reply: "It squeaks.",
    quotes: ["left our workshop"],
  },
  {
    name: "Yandex app",
    html: `<div dir="auto">It squeaks.</div><div dir="auto"><br></div><div dir="auto">Отправлено из мобильной <a>Яндекс Почты</a></div><br><div class="gmail_quote"><div>14.05.2024, 09:12, Tandem &lt;help@tandem-bikes.example&gt;:<br></div><blockquote class="gmail_quote">${old}</blockquote></div>`,
    reply: "It squeaks.",
    quotes: ["left our workshop"],
  },
  {
    name: "Apple Mail without a blockquote",
    html: `<html><body>It squeaks.<br><div><br></div><div><div>On May 14, 2024, at 9:12 AM, Tandem &lt;help@tandem-bikes.example&gt; wrote:</div><br class="Apple-interchange-newline"></div><div>${old}</div></body></html>`,
    reply: "It squeaks.",
    quotes: ["left our workshop"],
  },
  {
    name: "QQ, English",
    html: `<div>It squeaks.</div><div><br></div><div><div style="font: Verdana normal 14px;color:#000;"><div style="FONT-SIZE: 12px;padding:2px 0;">------------------&nbsp;Original&nbsp;------------------</div><div style="background:#efefef;padding:8px;"><div id="menu_sender"><b>From: </b>&nbsp;"Tandem"&lt;help@tandem-bikes.example&gt;;</div><div><b>Date: </b>&nbsp;Tue, May 14</div><div><b>To: </b>&nbsp;"I"</div><div><b>Subject: </b>&nbsp;x</div></div><div>${old}</div></div></div>`,
    reply: "It squeaks.",
    quotes: ["left our workshop"],
  },
  {
    name: "NetEase app",
    html: `<html><body><div id="contentDescription"></div><div id="content"><div style="padding:0">It squeaks.</div></div><div id="ntes-iosmail-quote" class="ntes-iosmail-quote"><div style="font-size:12px">---- 回复的原邮件 ----</div><table><tr><td>发件人</td><td>Tandem</td></tr></table><blockquote>${old}</blockquote></div></body></html>`,
    reply: "It squeaks.",
    quotes: ["left our workshop"],
  },
  {
    name: "Huawei",
    html: `<div>It squeaks.</div><div>来自我的华为手机</div><div id="quoted_original"><div>-------- 原始邮件 --------</div><div>主题：订单</div><div>发件人：Tandem help@tandem-bikes.example</div><div>收件人：ines@radsport.example</div><div>${old}</div></div>`,
    reply: "It squeaks.",
    quotes: ["left our workshop"],
  },
  {
    name: "Alimail",
    html: `<div class="__aliyun_email_body_block"><div>It squeaks.</div><blockquote style="margin-right:0;margin-top:0;margin-bottom:0;"><div style="clear:both;">------------------------------------------------------------------</div><div>发件人：Tandem&lt;help@tandem-bikes.example&gt;</div><div>日　期：2024年05月14日 09:12:33</div><div>收件人：Ines</div><div>主　题：Re: x</div><div><br></div><div>${old}</div></blockquote></div>`,
    reply: "It squeaks.",
    quotes: ["left our workshop"],
  },
  {
    name: "HEY",
    html: `<div>It squeaks.</div><br><div class="trix-content">On May 14, 2024, Tandem &lt;help@tandem-bikes.example&gt; wrote:<br><blockquote>${old}</blockquote></div>`,
    reply: "It squeaks.",
    quotes: ["left our workshop"],
  },
  {
    name: "new Outlook for phones",
    html: `<html><body><div style="font-family: Aptos;" dir="ltr">It squeaks.</div><div id="ms-outlook-mobile-body-separator-line" data-applydefaultfontstyles="true" dir="ltr"><br></div><div id="ms-outlook-mobile-signature"><p>Get Outlook</p></div><hr style="display: inline-block; width: 98%;"><div id="divRplyFwdMsg" class="skipProofing" style="font-family: sans-serif;"><p><strong>From:&nbsp;</strong>T</p></div><div>${old}</div></body></html>`,
    reply: "It squeaks.",
    quotes: ["left our workshop"],
  },
  {
    name: "Thunderbird, Russian, answer below",
    html: `<html><body><div class="moz-cite-prefix">14.05.2024 9:12, Tandem пишет:<br></div><blockquote type="cite" cite="mid:x"><div>${old}</div></blockquote><br>It squeaks.<br><pre class="moz-signature" cols="72">-- 
Ines</pre></body></html>`,
    reply: "It squeaks.",
    quotes: ["left our workshop"],
  },
  {
    name: "iCloud",
    html: `<html><head></head><body><div><p class="MsoNormal">It squeaks.</p></div><div><br></div><div dir="ltr"><br></div><blockquote type="cite">On May 14, 2024, at 9:12 AM, T wrote:<br><br></blockquote><div><blockquote type="cite">﻿<div>${old}</div></blockquote></div></body></html>`,
    reply: "It squeaks.",
    quotes: ["left our workshop"],
  },
  {
    name: "Tuta",
    html: `<div>It squeaks.</div><div><br></div><div>-- <br>Sent with Tuta</div><div><br></div><div>14 May 2024, 09:12 by help@tandem-bikes.example:<br></div><blockquote class="tutanota_quote" style="border-left: 1px solid #93A3B8; padding-left: 10px;">${old}</blockquote>`,
    reply: "It squeaks.",
    quotes: ["left our workshop"],
  },
  {
    name: "Fastmail",
    html: `<html><body><div style="font-family:Arial;">It squeaks.<br></div><div><br></div><div>On Tue, 14 May 2024, at 9:12 AM, Tandem wrote:<br></div><blockquote type="cite" id="qt" style=""><div>${old}</div></blockquote></body></html>`,
    reply: "It squeaks.",
    quotes: ["left our workshop"],
  },
  {
    name: "GMX",
    html: `<html><body><div>It squeaks.</div><div>&nbsp;<div name="quote" style="margin:10px 5px 5px 10px; padding: 10px 0 10px 10px; border-left:2px solid #C3D9E5;"><div style="margin:0 0 10px 0;"><b>Gesendet:</b>&nbsp;Dienstag, 14. Mai 2024 um 09:12 Uhr<br/><b>Von:</b>&nbsp;"T" &lt;help@tandem-bikes.example&gt;<br/><b>An:</b>&nbsp;i<br/><b>Betreff:</b>&nbsp;x</div><div name="quoted-content">${old}</div></div></div></body></html>`,
    reply: "It squeaks.",
    quotes: ["left our workshop"],
  },
  {
    name: "UKR.NET",
    html: `<div><span>It squeaks.</span><br><br><i><span style="font-size:11px">14 травня 2024, 09:12:33, від "Tandem" &lt;help@tandem-bikes.example&gt;:<br></span></i><br><blockquote style="border-left:1px solid #cccccc;margin:0px 0px 0px 0.8ex;padding-left:1ex;"><div>${old}</div></blockquote></div>`,
    reply: "It squeaks.",
    quotes: ["left our workshop"],
  },
];
