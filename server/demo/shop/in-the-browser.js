/*
 * The shop's own script: a cart, a checkout that goes nowhere, and how a site talks to the chat. Everything it says
 * to `Tandem` could stand in any shop.
 */
const data = JSON.parse(document.getElementById("shop").textContent);
const { words, products, place, locale } = data;
const byId = (id) => document.getElementById(id);
const money = (value) =>
  new Intl.NumberFormat(locale, {
    style: "currency",
    currency: "GBP",
    currencyDisplay: "narrowSymbol",
    maximumFractionDigits: 0,
  }).format(value);

/** The chat's script comes when it comes; what is said before waits here. */
window.Tandem ??= Object.assign((...call) => window.Tandem.q.push(call), { q: [] });
const tandem = (...call) => window.Tandem(...call);

const kept = {
  get: (name) => JSON.parse(sessionStorage.getItem(`kolo.${name}`) ?? "null"),
  set: (name, value) => sessionStorage.setItem(`kolo.${name}`, JSON.stringify(value)),
};

const cart = () => kept.get("cart") ?? [];
const total = () => cart().reduce((sum, { slug, quantity }) => sum + products[slug].price * quantity, 0);

function tellCart() {
  const items = cart().map(({ slug, size, quantity }) => ({
    name: [products[slug].name, size].filter(Boolean).join(", "),
    quantity,
    price: products[slug].price,
  }));
  tandem("context", { cart: { value: total(), currency: "GBP", items } });
  const count = cart().reduce((sum, { quantity }) => sum + quantity, 0);
  byId("count").textContent = count || "";
}

function put(slug, size) {
  const lines = cart();
  const same = lines.find((line) => line.slug === slug && line.size === size);
  if (same) same.quantity += 1;
  else lines.push({ slug, size, quantity: 1 });
  kept.set("cart", lines);
  tandem("track", "cart_add", { item: products[slug].name, price: products[slug].price });
  tellCart();
}

function drawCart() {
  const list = byId("lines");
  list.replaceChildren(
    ...cart().map((line, at) => {
      const row = byId("line").content.cloneNode(true);
      const picture = document.querySelector(`[data-picture="${line.slug}"]`).content.cloneNode(true);
      row.querySelector(".picture").append(picture);
      row.querySelector(".name").textContent = products[line.slug].name;
      row.querySelector(".size-of").textContent = [line.size, `× ${line.quantity}`].filter(Boolean).join(" ");
      row.querySelector(".price").textContent = money(products[line.slug].price * line.quantity);
      const remove = row.querySelector("button");
      remove.setAttribute("aria-label", `${words.remove}: ${products[line.slug].name}`);
      remove.addEventListener("click", () => {
        kept.set("cart", cart().toSpliced(at, 1));
        tellCart();
        drawCart();
      });
      return row;
    }),
  );
  byId("empty").hidden = cart().length > 0;
  byId("sum").hidden = cart().length === 0;
  byId("total").textContent = money(total());
}

/* Consent: the chat keeps nothing and is told nothing of the pages before the visitor agrees. */
const consent = kept.get("consent");
if (consent === null) byId("consent").hidden = false;
else if (consent) tandem("consent", true);
for (const answer of ["yes", "no"])
  byId(`consent-${answer}`).addEventListener("click", () => {
    kept.set("consent", answer === "yes");
    tandem("consent", answer === "yes");
    byId("consent").hidden = true;
  });

/* Who it is: signed by the shop's server, never by this script. */
async function identify(person) {
  const answer = await fetch(`/demo/shop/identity/${person}`);
  tandem("identify", await answer.json());
}
const person = kept.get("person");
if (person) void identify(person);
for (const button of document.querySelectorAll("[data-person]"))
  button.addEventListener("click", () => {
    kept.set("person", button.dataset.person);
    location.reload();
  });
byId("sign-out")?.addEventListener("click", () => {
  kept.set("person", null);
  tandem("logout");
  byId("signed-in").hidden = true;
  byId("people").hidden = false;
});
if (byId("people")) {
  byId("people").hidden = Boolean(person);
  byId("signed-in").hidden = !person;
  if (person) byId("who").textContent = document.querySelector(`[data-person="${person}"]`).textContent;
}

byId("language").addEventListener("change", ({ target }) => location.assign(target.value));
byId("add")?.addEventListener("submit", (event) => {
  event.preventDefault();
  put(event.target.dataset.slug, new FormData(event.target).get("size") ?? "");
  location.assign(`/demo/shop/${locale}/cart`);
});
byId("ask")?.addEventListener("click", ({ target }) =>
  tandem("ask", `${words.askText} ${target.dataset.name}`),
);
byId("help")?.addEventListener("click", () => tandem("open"));
byId("checkout")?.addEventListener("submit", (event) => {
  event.preventDefault();
  const card = byId("card");
  // The card never fits the first time, so that there is something to ask for help about.
  if (card && !card.dataset.tried) {
    card.dataset.tried = "1";
    byId("wrong").hidden = false;
    tandem("track", "payment_refused", { step: "payment" });
    tandem("signal", "payment_refused");
    return card.focus();
  }
  if (event.target.dataset.next === "done") kept.set("cart", []);
  location.assign(`/demo/shop/${locale}/checkout/${event.target.dataset.next}`);
});

if (byId("lines")) drawCart();
tellCart();
if (place.step) tandem("context", { step: place.step });
if (place.product) tandem("track", "product_view", { item: place.product });
