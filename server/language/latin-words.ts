const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean));

/** Words that most English sentences have one of, and what customers write most. */
export const englishWords = set(`
the a an this that these those my your his her its our their mine yours i me you he she it we us they them myself
is am are was were be been being do does did don't doesn't didn't have has had haven't hasn't having can can't cannot
could couldn't will won't would wouldn't shall should shouldn't may might must isn't aren't wasn't weren't i'm i've
i'd i'll you're you've it's that's there's where's what's who's how's let's he's she's we're we've they're
and or but if because so than then not no yes yeah yep nope when where what why who whom whose which how while until
of to in on at by for from with without about into over under after before between through during since against
up down out off again here there now never always often still already yet just only also very too much many more most
some any all both each every other another same such few little lot nothing something anything everything someone
somebody anyone anybody everyone nobody none one two three four five six seven eight nine ten first second last next
please pls plz thanks thank thx ty sorry hello hey dear hi bye regards sincerely cheers morning evening afternoon
order orders ordered ordering refund refunds refunded return returned returns money back paid pay payment charged
charge overcharged delivery delivered deliver shipping shipped ship parcel package courier tracking track arrive
arrived address cancel cancelled canceled exchange receipt invoice price discount size colour color wrong missing
broken broke damaged defective cracked faulty work works working doesn't won't stopped stop fix fixed help need needs
want wants wanted get gets got getting give gave go going gone went come came coming take took make made know think
say said tell told see saw look looking looks find found send sent buy bought call called ask asked try tried wait
waiting waited keep keeps kept receive received open opened close closed turn turns start change changed update
updated upgrade password forgot account sign login log logged website page screen phone battery charger headphones
charging download button click error crash crashes crashed freezes freezing slow fast down loading load issue
problem problems trouble support service customer manager agent rude good great bad best better worst nice awesome
perfect excellent terrible awful horrible love loved like liked happy unhappy disappointed new old big small large
long short late early soon today tomorrow yesterday day days week weeks month months year years hour hours minute
minutes time times ago weekend monday tuesday wednesday thursday friday saturday sunday january february march june
july august october december people man woman guy guys kid kids friend home house shop store stock available
question answer reply replied response information info details number name mail letter gift card voucher table
booking book reservation appointment room hotel ticket flight bike shoes jacket dress shirt bag box warranty
connect connection disconnecting setup install installed settings manual instructions free full empty really quite
stuff thing things way u ur im ive dont cant didnt doesnt isnt wont whats wheres anymore asap btw lol idk
`);

/** The same in so many languages that they tell none. */
export const internationalWords = set(`
ok okay app email online internet web wifi wi-fi bluetooth usb laptop printer router server video audio photo chat
bot bonus test status code pin sms vip iphone ipad android windows mac google apple samsung xiaomi huawei sony lg
facebook instagram whatsapp telegram viber youtube tiktok paypal visa mastercard amazon ebay pro max mini plus air
super normal total legal hotel taxi bus pizza menu bar cafe restaurant
`);

/**
 * Function words and customers' words of German, French, Spanish, Portuguese, Italian, Dutch, Polish, Czech, Slovak,
 * Turkish, Vietnamese, Romanian, Hungarian, Swedish, Danish, Norwegian, Finnish, Croatian, Indonesian, Uzbek.
 */
export const otherWords = set(`
der die das den dem des ein eine einen einem einer ich du er sie wir ihr mir mich dir dich uns euch mein meine meinen
meiner sein ihre ist sind war hat habe haben hatte wird werden kann nicht kein keine und oder aber wenn weil dass
auf mit von zu zum zur bei nach aus für über noch schon sehr bitte danke vielen dank hallo guten tag morgen wo wann
warum wie was wer bestellung bestellt lieferung paket rechnung rückgabe geld zurück funktioniert kaputt möchte wollen
heute gestern immer nie alles gut jetzt hier
le la les un une des du de je tu il elle nous vous ils mon ma mes ton votre vos notre nos ce cet cette ces est sont
était ai avez avons ont être avoir fait pas ne plus et ou mais si que qui quoi où quand comment pourquoi pour par sur
dans avec sans chez au aux bonjour bonsoir merci beaucoup salut svp commande colis livraison remboursement facture
toujours jamais très bien aujourd'hui hier encore reçu c'est j'ai n'est n'ai je ne suis puis voudrais veux
el los las uno una unos mi mis tu tus su sus nuestro es son está están fue ser estar he ha han hay no y o pero porque
si que qué quién dónde donde cuándo cuando cómo como por para con sin en del al yo ella nosotros ustedes hola gracias
muchas buenos buenas días tardes favor pedido paquete envío reembolso factura quiero puedo necesito tengo tiene
funciona llegado todavía nunca siempre hoy ayer mañana muy bien también ya dinero devolver cuenta
o os as um uma uns meu minha meus seu sua nosso é são foi estar estou está não sim e ou mas porque se quem onde
quando como por para com sem em do da dos das no na nos nas ao eu ele ela você vocês olá oi obrigado obrigada bom boa
dia tarde noite encomenda entrega reembolso fatura quero posso preciso tenho ainda nunca sempre hoje ontem muito
il lo gli i un uno una mio mia miei tuo suo nostro è sono sei era ho hai ha hanno non e ed o ma perché se che chi dove
dov'è quando come per con senza in del della dei di da dal nel nella sul al alla io lui lei noi voi ciao buongiorno
buonasera grazie mille prego ordine pacco spedizione rimborso fattura vorrei voglio posso ancora mai sempre oggi ieri
molto bene anche già soldi quanto costa
het een de ik jij je hij zij wij jullie mijn jouw uw ons onze is zijn was waren heb hebt heeft hebben niet geen en of
maar als dat dit wat wie waar wanneer waarom hoe voor met van naar bij uit op te aan nog al zeer graag dank bedankt
hallo goedemorgen bestelling pakket levering terug geld vandaag gisteren altijd nooit kan wil kunt ontvangen
nie jest są był była to ten ta te mój moja moje twój nasz pan pani ja ty on ona my wy się i oraz lub ale że czy gdzie
kiedy jak dlaczego co kto na w z do od dla po przez przy o u dzień dobry dzien cześć dziękuję dziekuje dzięki proszę
prosze zamówienie zamowienie paczka paczki przesyłka zwrot faktura pieniądze chcę chce mogę moge mam już juz jeszcze
bardzo dzisiaj wczoraj zawsze nigdy przyjdzie działa dziala
je jsem jsi jsou byl byla můj moje můžu mohu nebo ale že kde kdy jak proč co kdo na v z do od pro po při dobrý den
ahoj děkuji dekuji děkujem prosím prosim objednávka objednavka zásilka balík vrácení peníze chci už ještě velmi dnes
včera som nie ste sú môj moja prečo kedy ďakujem dakujem chcem
bir bu şu ve veya ama çok ne nerede neden nasıl kim ben sen biz siz benim sizin için ile da de mi mı mu var yok değil
evet hayır merhaba selam teşekkürler tesekkurler teşekkür ederim lütfen lutfen sipariş siparis siparişim siparisim
kargo iade fatura para istiyorum bugün dün hala daha iyi günler
tôi bạn của là và không có được cho này khi nào ở đâu sao cảm ơn xin chào đơn hàng giao tiền muốn toi khong cam on
și este sunt nu da eu tu el ea noi voi un o pe la cu din pentru când unde cum ce cine mea meu comanda comandă colet
vreau pot mulțumesc multumesc bună buna ziua încă azi ieri foarte
és a az egy nem van volt hol mikor miért hogyan ki én te mi ti ők köszönöm koszonom kérem szeretnék rendelés
rendelésem csomag pénz még már nagyon ma tegnap jó napot szia
och att det är en ett jag du han hon vi ni de min mitt mina din inte har hade kan vill men om som på med för av till
från var när varför hur vad vem tack hej beställning paket pengar idag igår mycket bra tillbaka
og at det er en et jeg du han hun vi i de min mit mine ikke har havde kan vil men om som på med for af til fra hvor
når hvorfor hvordan hva hvad hvem takk tak hei bestilling pakke penger penge bestillingen
ja se on en ei ole olen olet oli minä sinä hän me te minun missä milloin miksi miten mikä kuka kiitos hei moi tilaus
tilaukseni paketti rahat vielä jo
sam si smo ste su nije nisam moj moja moje gdje gde kada zašto kako što šta tko ko hvala molim dobar dan narudžba
narudzba pošiljka novac želim zelim hoću još već danas jučer
yang dan di ke dari untuk dengan ini itu saya anda kami kita mereka tidak belum sudah ada apa mana kapan kenapa
mengapa bagaimana siapa terima kasih selamat pagi tolong pesanan paket barang uang kembali ingin mau bisa akun
buyurtma qayerda rahmat iltimos menga kerak emas va bilan uchun
`);
