import { awake, expect, fresh, test } from "./support";

// In Kestrel Labs: an open conflict would stand in the way of the approvals of other stories.
test("Kim opens a conflict from a requirement, talks, is refused a decision against the law, and settles it", async ({ as }) => {
  const kim = await as("kim");
  await kim.goto("/kestrel-labs/requirements/REQ-005");
  await kim.getByRole("link", { name: "Conflicts with …" }).click();
  await expect(kim.getByRole("heading", { level: 1, name: "Open a conflict" })).toBeVisible();
  const picker = kim.getByRole("combobox", { name: /Requirements in conflict/ });
  await awake(picker);
  await picker.fill("REQ-008");
  await kim.getByRole("option", { name: /REQ-008/ }).click();
  const title = fresh("Unreadable for others, readable for the controller");
  await kim.getByLabel("Title").fill(title);
  await kim.getByLabel("Impact assessment").fill("A fine, or a lost client");
  await kim.getByRole("button", { name: "Open the conflict" }).click();
  await expect(kim.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(kim).toHaveURL(/\/conflicts\/CON-\d+$/);

  await kim.getByLabel(/What was said or agreed/).fill("The authority wants access on a written order only");
  await kim.getByRole("button", { name: "Enter the step" }).click();
  await expect(kim.getByRole("listitem").filter({ hasText: "on a written order only" })).toBeVisible();

  await kim.getByRole("radio", { name: /^Negotiated/ }).check();
  const prevailing = kim.getByLabel("Prevailing requirement");
  await prevailing.selectOption({ label: "REQ-005 Customers" });
  await kim.getByLabel(/^Resolution/).fill("Keys stay with the clients");
  await kim.getByLabel(/^Rationale/).fill("They asked for it");
  await kim.getByRole("button", { name: "Decide", exact: true }).click();
  await expect(kim.getByText("Law never gives way to a wish.").first()).toBeVisible();
  await kim.getByRole("radio", { name: /^Law takes precedence/ }).check();
  await prevailing.selectOption({ label: "REQ-008 Data protection authority (CNPD)" });
  await kim.getByRole("button", { name: "Decide", exact: true }).click();
  await expect(kim.getByRole("heading", { name: "How it was resolved" })).toBeVisible();

  await kim.getByRole("button", { name: "Keep as example" }).click();
  await kim.getByRole("dialog").getByRole("button", { name: "Keep as example" }).click();
  await expect(kim.getByText("Kept as an example for auditors")).toBeVisible();
  await kim.goto("/kestrel-labs/conflicts?example=1");
  await expect(kim.getByRole("link", { name: title }).first()).toBeVisible();
});

test("Aisha reads how conflicts were settled and changes nothing; Vera is not let in", async ({ as }) => {
  const aisha = await as("aisha");
  await aisha.goto("/nordwind/conflicts?example=1");
  await aisha
    .getByRole("link", { name: /^Logs: deleted after 90 days/ })
    .first()
    .click();
  await expect(aisha.getByRole("heading", { name: "How it was resolved" })).toBeVisible();
  await expect(aisha.getByRole("button", { name: "Reopen" })).toHaveCount(0);
  const vera = await as("vera");
  await vera.goto("/nordwind");
  await expect(vera.getByRole("link", { name: "Conflicts", exact: true })).toHaveCount(0);
});
