import type { HeldOut } from "./held-out.ts";

/** In English and other languages of Europe that are not among our five. */
export const european: HeldOut[] = [
  {
    name: "en: two paragraphs, Outlook block with Cc and attachments line",
    text: "Hi team,\n\nI measured again and it is 54 cm, not 56. Please change the frame size before you ship.\n\nKind regards,\nMarta Lindqvist\nFleet coordinator | Northbound Couriers\nT +46 8 123 45 67 | M +46 70 123 45 67\nwww.northbound.example\n\nFrom: Velo Shop Support <support@velo.example>\nSent: Wednesday, 12 June 2024 15:02\nTo: Marta Lindqvist <marta@northbound.example>\nCc: Fleet <fleet@northbound.example>\nSubject: RE: Frame size\nAttachments: quote.pdf\n\nDear Marta, could you confirm the frame size?\n",
    expected:
      "Hi team,\n\nI measured again and it is 54 cm, not 56. Please change the frame size before you ship.\n\nKind regards,\nMarta Lindqvist",
  },
  {
    name: "en: one word",
    text: "Yes.\n\nOn Wed, 12 Jun 2024 at 15:02, Velo Shop <support@velo.example> wrote:\n> Shall we go ahead with the blue one?\n> Regards\n> Velo Shop\n",
    expected: "Yes.",
  },
  {
    name: "en: answers between quotes",
    text: "On 12/06/2024 15:02, Velo Shop wrote:\n> Hi Tom,\n>\n> Which size do you need?\n\nLarge, please.\n\n> And which colour would you like?\n\nAnything but red.\n\n> Best,\n> Velo Shop\n",
    expected:
      "> Hi Tom,\n>\n> Which size do you need?\n\nLarge, please.\n\n> And which colour would you like?\n\nAnything but red.",
  },
  {
    name: "en: below the quote, with a signature",
    text: "Velo Shop wrote on 12/06/2024 15:02:\n> Your refund is on its way.\n> Velo Shop\n\nIt still has not arrived. My bank says there is nothing pending.\n\n-- \nTom Baker\nBristol\n",
    expected: "It still has not arrived. My bank says there is nothing pending.",
  },
  {
    name: "en: disclaimer between words and quote",
    text: "Please cancel the second item and keep the first.\n\nThanks\nJill\n\nThis email and any files transmitted with it are confidential and intended solely for the use of the individual or entity to whom they are addressed. If you have received this email in error please notify the system manager.\n\nFrom: Velo Shop <support@velo.example>\nDate: Wednesday, 12 June 2024 at 15:02\nTo: Jill <jill@corp.example>\nSubject: Your order\n\nHello Jill,\n",
    expected: "Please cancel the second item and keep the first.\n\nThanks\nJill",
  },
  {
    name: "en: phone, no blank line above its line",
    text: "Can you call me after 5?\nSent from my iPhone\n\n> On Jun 12, 2024, at 3:02 PM, Velo Shop <support@velo.example> wrote:\n> \n> We tried to reach you.\n",
    expected: "Can you call me after 5?",
  },
  {
    name: "en: nested quotes of three levels",
    text: "Agreed, let's do that.\n\nOn Thu, Jun 13, 2024 at 8:11 AM Ann <ann@velo.example> wrote:\n\n> We could send a courier.\n>\n> On Wed, Jun 12, 2024 at 3:02 PM Tom <tom@bristol.example> wrote:\n>\n>> I cannot come by.\n>>\n>>> On Tue, Jun 11, 2024 at 1:00 PM Ann <ann@velo.example> wrote:\n>>> Please bring the bike in.\n",
    expected: "Agreed, let's do that.",
  },
  {
    name: "en: HTML, Gmail on Android, no signature",
    html: '<div dir="auto">Sounds good. Pick it up on Monday then.</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Wed, Jun 12, 2024, 15:02 Velo Shop &lt;<a href="mailto:support@velo.example">support@velo.example</a>&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px #ccc solid;padding-left:1ex"><p>Monday or Tuesday?</p></blockquote></div>',
    expected: "Sounds good. Pick it up on Monday then.",
  },
  {
    name: "en: HTML from Word with a table as signature",
    html: '<div class="WordSection1"><p class="MsoNormal">Hello,</p><p class="MsoNormal">&nbsp;</p><p class="MsoNormal">the invoice number is missing on page two.</p><p class="MsoNormal">&nbsp;</p><p class="MsoNormal">Best regards</p><p class="MsoNormal">Piotr Zając</p><table><tr><td><b>Head of Purchasing</b></td></tr><tr><td>Tel. +48 22 123 45 67</td></tr><tr><td><a href="http://www.rowery.example">www.rowery.example</a></td></tr></table><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in"><p class="MsoNormal"><b>From:</b> Velo Shop &lt;support@velo.example&gt;<br><b>Sent:</b> Wednesday, June 12, 2024 3:02 PM<br><b>To:</b> Piotr<br><b>Subject:</b> Invoice</p></div></div><p class="MsoNormal">Please find attached</p></div>',
    expected: "Hello,\n\nthe invoice number is missing on page two.\n\nBest regards\nPiotr Zając",
  },
  {
    name: "en: forwarded with a comment",
    subject: "Fwd: Delivery on Friday",
    text: "Can you take this one?\n\n---------- Forwarded message ---------\nFrom: Courier <ops@courier.example>\nDate: Wed, Jun 12, 2024 at 3:02 PM\nSubject: Delivery on Friday\nTo: <tom@bristol.example>\n\nWe deliver between 8 and 12.\n",
    expected:
      "Can you take this one?\n\n---------- Forwarded message ---------\nFrom: Courier <ops@courier.example>\nDate: Wed, Jun 12, 2024 at 3:02 PM\nSubject: Delivery on Friday\nTo: <tom@bristol.example>\n\nWe deliver between 8 and 12.",
  },
  {
    name: "en: a list and a price, nothing quoted",
    text: 'Hello, I need:\n\n1. a saddle (max. 40 EUR)\n2. two tubes 28"\n3. a pump\n\nDo you deliver to Malta?\n\nRegards, Joe',
    expected:
      'Hello, I need:\n\n1. a saddle (max. 40 EUR)\n2. two tubes 28"\n3. a pump\n\nDo you deliver to Malta?\n\nRegards, Joe',
  },
  {
    name: "en: somebody writes the word wrote",
    text: "Your mechanic wrote:\nreplace the chain.\n\nMust I really? It is two weeks old.",
    expected: "Your mechanic wrote:\nreplace the chain.\n\nMust I really? It is two weeks old.",
  },
  {
    name: "en: Outlook for Android",
    text: "ok, sending it today\n\nGet Outlook for Android<https://aka.ms/AAb9ysg>\n________________________________\nFrom: Velo Shop <support@velo.example>\nSent: Wednesday, June 12, 2024 3:02:11 PM\nTo: Sam <sam@hills.example>\nSubject: Return label\n\nHere is your label.\n",
    expected: "ok, sending it today",
  },
  {
    name: "en: write above this line",
    text: "It works now!\n\n##- Please type your reply above this line -##\n\nVelo Shop (support)\nJun 12, 2024, 15:02\n\nDid that help?\n",
    expected: "It works now!",
  },
  {
    name: "en: Apple Mail, HTML",
    html: '<html><body style="overflow-wrap: break-word;">The pedals are both left ones.<div><br></div><div>Cheers,</div><div>Ben<br id="lineBreakAtBeginningOfMessage"><div><br><blockquote type="cite"><div>On 12 Jun 2024, at 15:02, Velo Shop &lt;support@velo.example&gt; wrote:</div><br class="Apple-interchange-newline"><div>Is anything missing?</div></blockquote></div><br></div></body></html>',
    expected: "The pedals are both left ones.\n\nCheers,\nBen",
  },
  {
    name: "en: GroupWise style, indented header",
    text: "I will be there at ten.\n\nAlice\n\n>>> Velo Shop <support@velo.example> 06/12/24 3:02 PM >>>\nYour appointment is confirmed.\n",
    expected: "I will be there at ten.\n\nAlice",
  },
  {
    name: "en: Lotus Notes header",
    text: "Please proceed.\n\nMike Stone\n\n\n\nFrom:   Velo Shop <support@velo.example>\nTo:     Mike Stone/ACME\nDate:   12/06/2024 15:02\nSubject:        Quote 55\n\n\n\nPlease confirm the quote.\n",
    expected: "Please proceed.\n\nMike Stone",
  },
  {
    name: "en: antivirus footer below",
    text: "The brake squeals again.\n\n-- \nThis email has been checked for viruses by Avast antivirus software.\nwww.avast.com\n\nOn Wed, Jun 12, 2024 at 3:02 PM Velo Shop <support@velo.example> wrote:\n\n> All fixed?\n",
    expected: "The brake squeals again.",
  },
  {
    name: "en: quoting by bars",
    text: "| Which day?\n\nFriday suits me.\n",
    expected: "| Which day?\n\nFriday suits me.",
  },
  {
    name: "en: quote header wraps twice",
    text: "No thanks.\n\nOn Wed, Jun 12, 2024 at 3:02 PM Velo Shop Customer Support Department\n<support-department-europe-north@velo-shop-international.example>\nwrote:\n\n> Would you like a new quote?\n",
    expected: "No thanks.",
  },
  {
    name: "en: Proton, phone",
    text: "It fits, thank you.\n\nSent from [Proton Mail](https://proton.me/mail/home) for iOS.\n\n-------- Original Message --------\nOn Wednesday, 06/12/24 at 15:02 Velo Shop <support@velo.example> wrote:\n\n> Does it fit?\n",
    expected: "It fits, thank you.",
  },
  {
    name: "de: GMX",
    text: 'Hallo,\n\ndas Paket war leider beschädigt. Ich hätte gern ein neues.\n\nViele Grüße\nKlaus\n\nGesendet: Mittwoch, 12. Juni 2024 um 15:02 Uhr\nVon: "Velo Shop" <support@velo.example>\nAn: klaus@gmx.example\nBetreff: Ihre Bestellung\n\nIst alles angekommen?\n',
    expected: "Hallo,\n\ndas Paket war leider beschädigt. Ich hätte gern ein neues.\n\nViele Grüße\nKlaus",
  },
  {
    name: "de: Outlook with long signature",
    text: "Guten Tag Frau Novak,\n\ngerne nehmen wir das Angebot an.\n\nMit freundlichen Grüßen\nKlaus Weber\n\nWeber Kurier GmbH\nHauptstraße 5, 10115 Berlin\nTel.: +49 30 123456\nweber@kurier.example\n\nVon: Velo Shop <support@velo.example>\nGesendet: Mittwoch, 12. Juni 2024 15:02\nAn: Klaus Weber <weber@kurier.example>\nBetreff: Angebot 55\n\nSehr geehrter Herr Weber,\n",
    expected:
      "Guten Tag Frau Novak,\n\ngerne nehmen wir das Angebot an.\n\nMit freundlichen Grüßen\nKlaus Weber",
  },
  {
    name: "de: phone",
    text: "Passt, danke\n\nVon meinem iPhone gesendet\n\n> Am 12.06.2024 um 15:02 schrieb Velo Shop <support@velo.example>:\n> \n> Passt Freitag?\n",
    expected: "Passt, danke",
  },
  {
    name: "fr: Orange",
    text: 'Bonjour,\n\nje n\'ai toujours rien reçu.\n\nCordialement,\nLuc\n\n> Message du 12/06/24 15:02\n> De : "Velo Shop" <support@velo.example>\n> A : luc@orange.example\n> Objet : Commande 55\n>\n> Votre colis est en route.\n',
    expected: "Bonjour,\n\nje n'ai toujours rien reçu.\n\nCordialement,\nLuc",
  },
  {
    name: "fr: Gmail",
    text: "Parfait, merci.\n\nLe mer. 12 juin 2024 à 15:02, Velo Shop <support@velo.example> a écrit :\n\n> Cela vous convient ?\n",
    expected: "Parfait, merci.",
  },
  {
    name: "fr: phone",
    text: "D'accord pour vendredi\n\nEnvoyé de mon iPhone\n\n> Le 12 juin 2024 à 15:02, Velo Shop <support@velo.example> a écrit :\n> \n> Vendredi ?\n",
    expected: "D'accord pour vendredi",
  },
  {
    name: "es: Outlook",
    text: "Buenas tardes:\n\nEl cambio sigue fallando.\n\nUn saludo,\nPilar\n\nDe: Velo Shop <support@velo.example>\nEnviado: miércoles, 12 de junio de 2024 15:02\nPara: Pilar <pilar@rutas.example>\nAsunto: Reparación\n\n¿Está todo bien?\n",
    expected: "Buenas tardes:\n\nEl cambio sigue fallando.\n\nUn saludo,\nPilar",
  },
  {
    name: "es: Gmail HTML",
    html: '<div dir="ltr">Sí, adelante.</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">El mié, 12 jun 2024 a las 15:02, Velo Shop (&lt;<a href="mailto:support@velo.example">support@velo.example</a>&gt;) escribió:<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex"><div>¿Seguimos?</div></blockquote></div>',
    expected: "Sí, adelante.",
  },
  {
    name: "pt: Outlook",
    text: "Boa tarde,\n\nainda espero o reembolso.\n\nObrigado,\nRui\n\nDe: Velo Shop <support@velo.example>\nEnviada em: quarta-feira, 12 de junho de 2024 15:02\nPara: Rui <rui@porto.example>\nAssunto: Reembolso\n\nBom dia\n",
    expected: "Boa tarde,\n\nainda espero o reembolso.\n\nObrigado,\nRui",
  },
  {
    name: "it: Libero",
    text: "Buongiorno, la ruota è storta.\n\nIl 12/06/2024 15:02 CEST Velo Shop <support@velo.example> ha scritto:\n\n> Tutto bene?\n",
    expected: "Buongiorno, la ruota è storta.",
  },
  {
    name: "pl: Onet",
    text: "Dzień dobry,\n\nproszę o fakturę.\n\nPozdrawiam\nEwa\n\nW dniu 12.06.2024 o 15:02, Velo Shop pisze:\n> Czy czegoś brakuje?\n",
    expected: "Dzień dobry,\n\nproszę o fakturę.\n\nPozdrawiam\nEwa",
  },
  {
    name: "cs: Seznam",
    text: "Dobrý den,\nkolo dorazilo, děkuji.\n\n---------- Původní e-mail ----------\nOd: Velo Shop <support@velo.example>\nKomu: jana@seznam.example\nDatum: 12. 6. 2024 15:02:11\nPředmět: Objednávka 55\n\nDorazilo kolo?\n",
    expected: "Dobrý den,\nkolo dorazilo, děkuji.",
  },
  {
    name: "tr: Outlook",
    text: "Merhaba,\n\nfren hâlâ ses yapıyor.\n\nKimden: Velo Shop <support@velo.example>\nGönderildi: 12 Haziran 2024 Çarşamba 15:02\nKime: Ayşe <ayse@izmir.example>\nKonu: Servis\n\nHer şey yolunda mı?\n",
    expected: "Merhaba,\n\nfren hâlâ ses yapıyor.",
  },
  {
    name: "sv: Apple",
    text: "Tack, det passar bra.\n\n> 12 juni 2024 kl. 15:02 skrev Velo Shop <support@velo.example>:\n> \n> Passar fredag?\n",
    expected: "Tack, det passar bra.",
  },
  {
    name: "nl: Outlook",
    text: "Beste,\n\nde bel ontbreekt.\n\nVan: Velo Shop <support@velo.example>\nVerzonden: woensdag 12 juni 2024 15:02\nAan: Piet <piet@fiets.example>\nOnderwerp: Bestelling\n\nAlles goed?\n",
    expected: "Beste,\n\nde bel ontbreekt.",
  },
];
