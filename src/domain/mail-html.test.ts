import { describe, expect, it } from "vitest";
import { textOfHtml } from "./mail-html";

describe("the text of a mail in HTML", () => {
  it("keeps what can be seen, in lines", () => {
    expect(
      textOfHtml("<html><head><title>x</title></head><p>Please <b>tell</b> us&nbsp;sooner.</p><p>J&ouml;rg &amp; Ada &#8364;</p>"),
    ).toBe("Please tell us sooner.\n\nJ&ouml;rg & Ada €");
    expect(textOfHtml("one<br>two<ul><li>three</li></ul>")).toBe("one\ntwo\n\nthree");
  });

  it("leaves out scripts, styles and comments, and shows no tag", () => {
    expect(textOfHtml("a<script>alert('<b>')</script>b<style>p{}</style><!-- c -->d")).toBe("abd");
    expect(textOfHtml("a<script>never ends")).toBe("a");
    expect(textOfHtml("1 < 2 and 3 > 2")).toBe("1 < 2 and 3 > 2");
    expect(textOfHtml("&lt;script&gt;")).toBe("<script>");
    expect(textOfHtml("&#xd800;&#0;a&#9999999;")).toBe("a");
  });

  it("takes no longer than its length", () => {
    const started = performance.now();
    for (const bit of ["<a <!-- ", "<", "<!-- ", "&", "<p", "</", "<script>", " \t", "&#x"]) textOfHtml(bit.repeat(200_000));
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
