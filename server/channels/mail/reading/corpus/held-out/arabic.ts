import type { HeldOut } from "./held-out.ts";

export const arabic: HeldOut[] = [
  {
    name: "ar: Gmail",
    text: "نعم، موافق على التبديل.\n\nفي الأربعاء، 12 يونيو 2024 في 3:02 م تمت كتابة ما يلي بواسطة متجر الدراجات <help@darraja.example>:\n\n> هل توافق على التبديل؟\n",
    expected: "نعم، موافق على التبديل.",
  },
  {
    name: "ar: Gmail HTML",
    html: '<div dir="rtl">شكرا، وصلت الدراجة سليمة.</div><br><div class="gmail_quote"><div dir="rtl" class="gmail_attr">في الأربعاء، 12 يونيو 2024 في 3:02 م تمت كتابة ما يلي بواسطة متجر الدراجات &lt;<a href="mailto:help@darraja.example">help@darraja.example</a>&gt;:<br></div><blockquote class="gmail_quote" style="margin:0px 0.8ex 0px 0px;border-right:1px solid rgb(204,204,204);padding-right:1ex"><div dir="rtl">هل وصلت؟</div></blockquote></div>',
    expected: "شكرا، وصلت الدراجة سليمة.",
  },
  {
    name: "ar: iPhone",
    text: "العنوان: شارع الملكة رانيا 12، عمان\n\nأُرسلت من الـ iPhone\n\n> في ١٢ يونيو ٢٠٢٤، الساعة ٣:٠٢ م، كتب متجر الدراجات <help@darraja.example>:\n> \n> ما هو العنوان؟\n",
    expected: "العنوان: شارع الملكة رانيا 12، عمان",
  },
  {
    name: "ar: Outlook",
    text: "السلام عليكم،\n\nتم الدفع اليوم، والإيصال مرفق.\n\nمع التحية،\nخالد منصور\nمدير المشتريات\nهاتف: +962 6 123 4567\nkhaled@tawseel.example\n\nمن: متجر الدراجات <help@darraja.example>\nتم الإرسال: الأربعاء، 12 يونيو 2024 3:02 م\nإلى: خالد منصور\nالموضوع: الفاتورة\n\nنرجو الدفع\n",
    expected: "السلام عليكم،\n\nتم الدفع اليوم، والإيصال مرفق.\n\nمع التحية،\nخالد منصور",
  },
  {
    name: "ar: Outlook HTML",
    html: '<html dir="rtl"><body><div class="WordSection1"><p class="MsoNormal" dir="RTL">أريد إلغاء الطلب.</p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in"><p class="MsoNormal" dir="RTL"><b>من:</b> متجر الدراجات &lt;help@darraja.example&gt;<br><b>تم الإرسال:</b> الأربعاء، 12 يونيو، 2024 3:02 م<br><b>إلى:</b> خالد<br><b>الموضوع:</b> الطلب</p></div></div><p class="MsoNormal" dir="RTL">هل نشحن الطلب؟</p></div></body></html>',
    expected: "أريد إلغاء الطلب.",
  },
  {
    name: "ar: Samsung",
    text: "اتصلوا بي غدا\n\nتم الإرسال من هاتف Galaxy الذكي\n\n-------- الرسالة الأصلية --------\nمن: متجر الدراجات <help@darraja.example>\nالتاريخ: 12‏/6‏/2024 3:02 م (GMT+03:00)\nإلى: khaled@tawseel.example\nالموضوع: موعد\n\nلم نتمكن من الاتصال بكم.\n",
    expected: "اتصلوا بي غدا",
  },
  {
    name: "ar: سري",
    text: "أرجو إرسال عرض سعر لعشر خوذات.\n\nخالد\n\nهذه الرسالة ومرفقاتها سرية ومخصصة للمرسل إليه فقط. إذا وصلتك بالخطأ فيرجى حذفها وإبلاغ المرسل.\n\nفي الأربعاء، 12 يونيو 2024 في 3:02 م تمت كتابة ما يلي بواسطة متجر الدراجات <help@darraja.example>:\n> كم العدد؟\n",
    expected: "أرجو إرسال عرض سعر لعشر خوذات.\n\nخالد",
  },
  {
    name: "ar: محوّلة",
    subject: "Fwd: التوصيل",
    text: "ما رأيكم؟\n\n---------- Forwarded message ---------\nمن: شركة التوصيل <ops@tawseel.example>\nDate: الأربعاء، 12 يونيو 2024 في 3:02 م\nSubject: التوصيل\nTo: خالد <khaled@tawseel.example>\n\nتأخر التوصيل.\n",
    expected:
      "ما رأيكم؟\n\n---------- Forwarded message ---------\nمن: شركة التوصيل <ops@tawseel.example>\nDate: الأربعاء، 12 يونيو 2024 في 3:02 م\nSubject: التوصيل\nTo: خالد <khaled@tawseel.example>\n\nتأخر التوصيل.",
  },
  {
    name: "ar: بين الأسطر",
    text: "في 12/06/2024 15:02، كتب متجر الدراجات:\n> ما المقاس؟\n\nكبير\n\n> ما اللون؟\n\nأسود\n",
    expected: "> ما المقاس؟\n\nكبير\n\n> ما اللون؟\n\nأسود",
  },
  {
    name: "ar: أسفل الاقتباس",
    text: "في 12/06/2024 15:02، كتب متجر الدراجات:\n> تم رد المبلغ.\n\nلم يصلني شيء حتى الآن.\n",
    expected: "لم يصلني شيء حتى الآن.",
  },
  {
    name: "ar: بلا اقتباس",
    text: "مرحبا،\nأريد دراجة من: عمان\nإلى: إربد\nمتى يمكن التوصيل؟",
    expected: "مرحبا،\nأريد دراجة من: عمان\nإلى: إربد\nمتى يمكن التوصيل؟",
  },
  {
    name: "ar: Yahoo",
    text: "لا أريد الضمان الإضافي.\n\n    في الأربعاء، ١٢ يونيو ٢٠٢٤ في ٣:٠٢:١١ م غرينتش+٣، كتب متجر الدراجات <help@darraja.example>:  \n \n هل تريد الضمان؟\n",
    expected: "لا أريد الضمان الإضافي.",
  },
  {
    name: "ar: Outlook iOS",
    text: "تمام\n\nالحصول على Outlook لـ iOS<https://aka.ms/o0ukef>\n________________________________\nمن: متجر الدراجات <help@darraja.example>\nتم الإرسال: الأربعاء، يونيو 12, 2024 3:02:11 م\nإلى: خالد <khaled@tawseel.example>\nالموضوع: موعد\n\nهل يناسبك الخميس؟\n",
    expected: "تمام",
  },
  {
    name: "ar: واجهة إنجليزية",
    text: "الفرامل لا تعمل بعد الصيانة.\n\nSent from my iPhone\n\n> On 12 Jun 2024, at 3:02 PM, متجر الدراجات <help@darraja.example> wrote:\n> \n> هل كل شيء جيد؟\n",
    expected: "الفرامل لا تعمل بعد الصيانة.",
  },
  {
    name: "ar: توقيع بعد الشرطتين",
    text: "متى يصل الطلب؟\n-- \nخالد منصور\nعمان\n\nفي الأربعاء، 12 يونيو 2024 في 3:02 م تمت كتابة ما يلي بواسطة متجر الدراجات <help@darraja.example>:\n\n> تم الشحن.\n",
    expected: "متى يصل الطلب؟",
  },
  {
    name: "ar: Proton",
    text: "شكرا جزيلا.\n\nSent with Proton Mail secure email.\n\nOn Wednesday, June 12th, 2024 at 3:02 PM, متجر الدراجات <help@darraja.example> wrote:\n\n> تم.\n",
    expected: "شكرا جزيلا.",
  },
];
