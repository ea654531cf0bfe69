import { awake, dialogOf, expect, fillSignIn, fresh, open, test } from "./support";

test("Olaf invites somebody, changes the role, and ends the membership; each bites at the next click", async ({ as, newcomer }) => {
  const olaf = await as("olaf");
  const name = fresh("Nora Lund");
  const email = `${name.toLowerCase().replaceAll(" ", ".")}@nordwind.example`;
  const password = "a harbour in the morning fog";

  await open(olaf, "/nordwind/members");
  await olaf.getByRole("button", { name: "Invite somebody" }).click();
  const dialog = dialogOf(olaf);
  await dialog.getByLabel(/^E-mail address/).fill("nobody at all");
  await dialog.getByRole("button", { name: "Make the link" }).click();
  await expect(dialog.getByLabel(/^E-mail address/)).toHaveAttribute("aria-invalid", "true");
  await dialog.getByLabel(/^E-mail address/).fill(email);
  await dialog.getByLabel(/^Role/).selectOption({ label: "Contributor" });
  await dialog.getByRole("button", { name: "Make the link" }).click();
  const link = new URL(await dialog.getByLabel("Link", { exact: true }).inputValue());
  expect(link.pathname).toMatch(/^\/invitations\/.{20,}/);
  await dialog.getByRole("button", { name: "Close" }).click();

  const nora = await newcomer();
  await test.step("the link leads through an account of one's own into the register", async () => {
    await nora.goto(link.pathname);
    await nora.getByRole("link", { name: "Create an account" }).click();
    const field = nora.getByLabel("Your name");
    await awake(field);
    await field.fill(name);
    await expect(nora.getByLabel("E-mail address")).toHaveValue(email);
    await nora.getByLabel("Password").fill(password);
    await nora.getByRole("button", { name: "Create an account" }).click();
    await nora.getByRole("status").getByRole("link", { name: "Sign in" }).click();
    await expect(nora.getByLabel("E-mail address")).toHaveValue(email);
    await fillSignIn(nora, email, password);
    await nora.waitForURL(/\/invitations\//);
    const accept = nora.getByRole("button", { name: /^Become a member of/ });
    await awake(accept);
    await accept.click();
    await nora.waitForURL(/\/nordwind$/);
  });

  await test.step("the link works once", async () => {
    await nora.goto(link.pathname);
    await expect(nora.getByRole("heading", { level: 1 })).toHaveText("This invitation cannot be used");
  });

  await test.step("a contributor may add, and may not decide", async () => {
    await open(nora, "/nordwind/interested-parties");
    await expect(nora.getByRole("link", { name: "Add a party" })).toBeVisible();
    await open(nora, "/nordwind/interested-parties/IP-001");
    await expect(nora.getByRole("link", { name: "Edit", exact: true })).toBeVisible();
    await expect(nora.getByRole("button", { name: /Decide relevance|Change the decision/ })).toHaveCount(0);
    await open(nora, "/nordwind/interested-parties/new");
  });

  await test.step("as a viewer she cannot send the form that she has open, nor open it again", async () => {
    await open(olaf, "/nordwind/members");
    await olaf.getByRole("button", { name: `Change the membership of ${name}` }).click();
    await dialog.getByLabel(/^Role/).selectOption({ label: "Viewer" });
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog).toBeHidden();

    await nora.getByLabel(/^Name/).fill(fresh("Too late"));
    await nora
      .getByRole("group", { name: /^Inside or outside/ })
      .getByLabel("External")
      .check();
    await nora.getByRole("button", { name: "Add party" }).click();
    await expect(nora.getByRole("main").getByRole("alert")).toContainText("Your role in this organisation does not allow this.");
    expect(await open(nora, "/nordwind/interested-parties/new")).toBe(403);
    await open(nora, "/nordwind/interested-parties");
    await expect(nora.getByRole("link", { name: "Add a party" })).toHaveCount(0);
  });

  await test.step("when the membership has ended, the next click finds nothing", async () => {
    await open(olaf, "/nordwind/members");
    await olaf.getByRole("button", { name: `End the membership of ${name}` }).click();
    await dialog.getByRole("textbox").fill("The project is over.");
    await dialog.getByRole("button", { name: "End", exact: true }).click();
    await expect(dialog).toBeHidden();
    // A click inside the page, then an address typed anew.
    await nora.locator("[data-row-link]").first().click();
    await expect(nora.getByRole("heading", { level: 1 })).toHaveText("Not found");
    expect((await nora.goto("/nordwind"))?.status()).toBe(404);
    await open(olaf, "/nordwind/members");
    await expect(olaf.getByRole("region", { name: "Former members" })).toContainText(name);
  });
});
