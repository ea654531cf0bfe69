import { awake, dialogOf, expect, fresh, test } from "./support";

test("Mira builds and opens a survey, two people answer, and an answer becomes a requirement", async ({ as, newcomer }) => {
  const mira = await as("mira");
  await mira.goto("/nordwind/surveys/new");
  const title = fresh("What do you need from us?");
  const name = mira.getByLabel("Title", { exact: false }).first();
  await awake(name);
  await name.fill(title);
  const parties = mira.getByRole("combobox", { name: /Parties asked/ });
  await parties.fill("Freelance");
  await mira.getByRole("option", { name: /Freelance engineers/ }).click();
  await mira.keyboard.press("Escape");
  await mira.getByRole("button", { name: "Begin the draft" }).click();
  await expect(mira).toHaveURL(/\/surveys\/SUR-\d+$/);
  await expect(mira.getByText("4 questions")).toBeVisible();

  await mira.getByRole("button", { name: "Add a question of your own" }).click();
  const dialog = dialogOf(mira);
  await dialog.getByLabel("Question").fill("Do you read our rules?");
  await dialog.getByLabel("Answered by").selectOption({ label: "Yes or no" });
  await dialog.getByLabel("Must be answered").check();
  await dialog.getByRole("button", { name: "Save the question" }).click();
  await expect(mira.getByText("5 questions")).toBeVisible();
  await mira.getByRole("button", { name: "Move question 5 up" }).click();
  await expect(mira.getByRole("listitem").filter({ hasText: /4\.\s*Do you read our rules/ })).toHaveCount(1);

  await mira.getByRole("link", { name: "Open the survey" }).click();
  const pasted = mira.getByLabel("Other addresses");
  await awake(pasted);
  await pasted.fill("Ada Lovelace <ada@example.org>\nnobody");
  await mira.getByRole("button", { name: "Open and send" }).click();
  await expect(mira.getByText("Line 2: “nobody” is not one mail address.").first()).toBeVisible();
  await pasted.fill("Ada Lovelace <ada@example.org>\nGrace Hopper <grace@example.org>");
  await mira.getByRole("button", { name: "Open and send" }).click();
  await expect(mira.getByRole("heading", { name: /Who was asked/ })).toBeVisible();

  await mira.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const links: string[] = [];
  for (const person of ["Ada Lovelace", "Grace Hopper"]) {
    await mira.getByRole("button", { name: `Copy the link of ${person}` }).click();
    await expect(mira.getByText("Copied").first()).toBeVisible();
    links.push(await mira.evaluate(() => navigator.clipboard.readText()));
  }

  const need = fresh("I want to hear of an incident within a day <script>alert(1)</script>");
  for (const [index, link] of links.entries()) {
    const guest = await newcomer();
    if (index === 1) await guest.setViewportSize({ width: 390, height: 844 });
    await guest.goto(link);
    await expect(guest.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await awake(guest.getByRole("button", { name: "Send the answers" }));
    await guest
      .getByRole("textbox")
      .first()
      .fill(index === 0 ? need : "Fewer forms");
    // What must be answered is asked for, and nothing typed is lost.
    await guest.getByRole("button", { name: "Send the answers" }).click();
    await expect(guest.getByText("Please answer this question.").first()).toBeVisible();
    await guest.getByRole("radio", { name: "Yes", exact: true }).check();
    await guest.getByRole("button", { name: "Send the answers" }).click();
    await expect(guest.getByRole("heading", { name: "Thank you" })).toBeVisible();
    if (index === 1) expect(await guest.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  }

  await mira.reload();
  await mira.getByRole("link", { name: "Results" }).click();
  await expect(mira.getByText("2 of 2 (100 %)")).toBeVisible();
  await expect(mira.getByText("2 (100 %)", { exact: true })).toBeVisible();
  const answer = mira.getByRole("listitem").filter({ hasText: need }).last();
  const use = answer.getByRole("button", { name: "→ New requirement" });
  await awake(use);
  await use.click();
  await dialogOf(mira).getByLabel("Requirement").fill("Tell freelancers of incidents within a day");
  await mira.getByRole("button", { name: "Take over" }).click();
  await answer.getByRole("link", { name: /^REQ-/ }).click();
  await expect(mira.getByText("Tell freelancers of incidents within a day").first()).toBeVisible();
  await expect(mira.getByText(/SUR-\d+, Ada Lovelace/).first()).toBeVisible();
});
