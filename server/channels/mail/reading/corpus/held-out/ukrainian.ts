import type { HeldOut } from "./held-out.ts";

export const ukrainian: HeldOut[] = [
  {
    name: "uk: Gmail",
    text: "Добрий вечір, так, усе влаштовує.\n\nср, 12 черв. 2024 р. о 15:02 Вело Ринок <help@velo-rynok.example> пише:\n\n> Чи влаштовує вас колір?\n",
    expected: "Добрий вечір, так, усе влаштовує.",
  },
  {
    name: "uk: UKR.NET",
    text: 'Дякую, чекаю на дзвінок.\n\n12 червня 2024, 15:02:11, від "Вело Ринок" <help@velo-rynok.example>:\n\nЗателефонуємо завтра.\n',
    expected: "Дякую, чекаю на дзвінок.",
  },
  {
    name: "uk: iPhone",
    text: "Відділення Нової пошти №5, Львів\n\nНадіслано з iPhone\n\n> 12 черв. 2024 р. о 15:02 Вело Ринок <help@velo-rynok.example> пише:\n> \n> Куди надіслати?\n",
    expected: "Відділення Нової пошти №5, Львів",
  },
  {
    name: "uk: Outlook з підписом",
    text: "Вітаю!\n\nПросимо надати акт за травень.\n\nЗ повагою,\nОксана Бондар\nголовний бухгалтер\nТОВ «Кур’єр»\nтел.: +380 44 123 45 67\nbondar@kurier.example\n\nВід: Вело Ринок <help@velo-rynok.example>\nНадіслано: середа, 12 червня 2024 р. 15:02\nКому: Оксана Бондар\nТема: Документи\n\nЩо ще потрібно?\n",
    expected: "Вітаю!\n\nПросимо надати акт за травень.\n\nЗ повагою,\nОксана Бондар",
  },
  {
    name: "uk: Thunderbird між рядками",
    text: "12.06.24 15:02, Вело Ринок пише:\n> Який зріст?\n\n182\n\n> Яка вага?\n\n90\n",
    expected: "> Який зріст?\n\n182\n\n> Яка вага?\n\n90",
  },
  {
    name: "uk: HTML Gmail із підписом",
    html: '<div dir="ltr"><div>Оплатила щойно.</div><br clear="all"><div><br></div><span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature"><div>Марія Коваль</div><div>+380 50 123 45 67</div></div></div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">ср, 12 черв. 2024 р. о 15:02 Вело Ринок &lt;help@velo-rynok.example&gt; пише:<br></div><blockquote class="gmail_quote" style="border-left:1px solid #ccc"><div>Очікуємо оплату</div></blockquote></div>',
    expected: "Оплатила щойно.",
  },
  {
    name: "uk: застереження",
    text: "Надішліть, будь ласка, рахунок на 5 ліхтарів.\n\nЦе повідомлення та будь-які додані файли є конфіденційними і призначені лише для адресата. Якщо ви отримали його помилково, повідомте відправника.\n\nср, 12 черв. 2024 р. о 15:02 Вело Ринок <help@velo-rynok.example> пише:\n> Скільки?\n",
    expected: "Надішліть, будь ласка, рахунок на 5 ліхтарів.",
  },
  {
    name: "uk: переслано",
    subject: "Fwd: Гарантія",
    text: "Що відповісти?\n\n---------- Forwarded message ---------\nВід: Майстерня <maister@velo.example>\nDate: ср, 12 черв. 2024 р. о 15:02\nSubject: Гарантія\nTo: Марія <maria@lviv.example>\n\nГарантія закінчилася.\n",
    expected:
      "Що відповісти?\n\n---------- Forwarded message ---------\nВід: Майстерня <maister@velo.example>\nDate: ср, 12 черв. 2024 р. о 15:02\nSubject: Гарантія\nTo: Марія <maria@lviv.example>\n\nГарантія закінчилася.",
  },
  {
    name: "uk: знизу, без підпису",
    text: "12.06.2024 15:02, Вело Ринок пише:\n> Повернення оформлено.\n> Вело Ринок\n\nГроші прийшли, дякую!\n",
    expected: "Гроші прийшли, дякую!",
  },
  {
    name: "uk: Samsung",
    text: "Ще не отримав\n\nНадіслано з пристрою Galaxy\n\n-------- Оригінальне повідомлення --------\nВід: Вело Ринок <help@velo-rynok.example>\nДата: 12.06.24 15:02 (GMT+02:00)\nКому: petro@ukr.example\nТема: Посилка\n\nОтримали?\n",
    expected: "Ще не отримав",
  },
  {
    name: "uk: коротка відповідь без відступу",
    text: "Так\n12 червня 2024 р. о 15:02 Вело Ринок <help@velo-rynok.example> пише:\n> Залишаємо?\n",
    expected: "Так",
  },
  {
    name: "uk: Roundcube",
    text: "Добрий день,\nцілком згоден.\n\nВело Ринок писав 2024-06-12 15:02:\n> Згодні?\n\n-- \nПетро\n",
    expected: "Добрий день,\nцілком згоден.",
  },
];
