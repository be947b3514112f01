import { afterAll, describe, expect, test } from "vitest";
import { cleanHtml, closeHtmlCleaner, textOfHtml } from "./index.ts";

afterAll(closeHtmlCleaner);

describe("mail HTML is made safe to show", () => {
  test.each([
    ["scripts and handlers go", `<p onclick="x()">hi<script>alert(1)</script></p>`, "<p>hi</p>"],
    [
      "script links go",
      `<a href="javascript:x()">z</a>`,
      `<a target="_blank" rel="noopener noreferrer nofollow">z</a>`,
    ],
    [
      "remote pictures wait for consent",
      `<img src="https://x.example/p.png" alt="p">`,
      `<img alt="p" data-src="https://x.example/p.png" />`,
    ],
    ["pictures in the mail keep their id", `<img src="cid:a%40b" onerror="x">`, `<img data-cid="a@b" />`],
    [
      "a mail cannot forge our marks",
      `<img data-cid="other" data-src="x" src="file:///etc/passwd">`,
      "<img />",
    ],
    ["vector pictures go", `<img src="data:image/svg+xml;base64,AAAA">`, "<img />"],
    [
      "direction and language stay",
      `<div dir="rtl" lang="ar" class="x" id="y">مرحبا</div>`,
      `<div dir="rtl" lang="ar">مرحبا</div>`,
    ],
    [
      "colours stay, positions and addresses in styles go",
      `<p style="color:red;position:fixed;background:url(https://x.example);background-color:#fff">x</p>`,
      `<p style="color:red;background-color:#fff">x</p>`,
    ],
    [
      "forms and frames go",
      `<form action="x"><input><button>Go</button></form><iframe src="https://x.example"></iframe>`,
      "Go",
    ],
    ["page styles go", `<style>body{display:none}</style><p>x</p>`, "<p>x</p>"],
  ])("%s", async (_, html, expected) => {
    expect(await cleanHtml(html)).toBe(expected);
  });

  test("remote pictures load when the reader allows them", async () => {
    expect(await cleanHtml(`<img src="//x.example/p.png">`, { remoteImages: true })).toBe(
      `<img src="https://x.example/p.png" />`,
    );
  });

  test("what takes too long or is too large is shown as text and says so", async () => {
    const slow = await cleanHtml(`<p>hello</p>${"<b>x".repeat(100_000)}`, { timeLimitMs: 50 });
    expect(slow).toMatch(/^<div data-shown-as="text"/);
    const large = await cleanHtml(`<p>1 &lt; 2</p>${"<p>y</p>".repeat(400_000)}`);
    expect(large).toMatch(/^<div data-shown-as="text"[^>]*>1 &lt; 2/);
    expect(await cleanHtml("<p>the next one is fine</p>")).toBe("<p>the next one is fine</p>");
  });

  test("twenty thousand nested elements are cleaned or shown as text", async () => {
    expect(await cleanHtml(`${"<div>".repeat(20_000)}deep${"</div>".repeat(20_000)}`)).toContain("deep");
  });
});

test("many at once take turns", async () => {
  const all = await Promise.all(Array.from({ length: 30 }, (_, i) => cleanHtml(`<p>${i}</p>`)));
  expect(all).toEqual(Array.from({ length: 30 }, (_, i) => `<p>${i}</p>`));
});

test("a page read as text has lines where a reader sees lines", () => {
  expect(
    textOfHtml(
      `<head><title>t</title></head><p>One<br>two</p><table><tr><td>a</td><td>b</td></tr></table><pre>x\n  y</pre><div style="display:none">no</div>`,
    ),
  ).toBe("One\ntwo\n\na b\n\nx\n  y");
});
