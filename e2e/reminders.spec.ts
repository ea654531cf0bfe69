import { awake, expect, test } from "./support";

test("Mira says how she is reminded, sets one thing aside, and takes that back", async ({ as }) => {
  const mira = await as("mira");
  await mira.goto("/nordwind/account");
  await mira.getByRole("link", { name: /^Reminders: how often/ }).click();
  await expect(mira.getByRole("heading", { level: 1, name: "Reminders" })).toBeVisible();
  await awake(mira.getByRole("button", { name: "Save" }));
  await mira.getByRole("radio", { name: "Once a week" }).check();
  await mira.getByRole("combobox", { name: /^On\b/ }).selectOption({ label: "Thursday" });
  await mira.getByRole("combobox", { name: /^Language of the reminders/ }).selectOption({ label: "Deutsch" });
  await mira.getByRole("button", { name: "Save" }).click();
  await expect(mira.getByText("Saved", { exact: true })).toBeVisible();
  await mira.reload();
  await expect(mira.getByRole("radio", { name: "Once a week" })).toBeChecked();

  await mira.goto("/nordwind/my-work");
  const first = mira.getByRole("button", { name: /^Remind me later: / }).first();
  await awake(first);
  const ref = ((await first.getAttribute("aria-label")) ?? "").split(": ")[1];
  await first.click();
  await mira.getByRole("button", { name: "Set aside" }).click();
  const again = mira.getByRole("button", { name: `Remind me again: ${ref}` });
  await expect(again).toBeVisible();
  await again.click();
  await expect(mira.getByRole("button", { name: `Remind me later: ${ref}` })).toBeVisible();
  await mira.getByRole("link", { name: /^Reminders of the last days/ }).click();
  await expect(mira.getByRole("heading", { level: 1, name: "Reminders so far" })).toBeVisible();
});

test("Mira sends herself a test mail and reads it; the auditor sees the list and cannot act, a contributor does not see it", async ({
  as,
}) => {
  const mira = await as("mira");
  await mira.goto("/nordwind/settings/mail");
  await expect(mira.getByText("Mails do not leave this installation yet")).toBeVisible();
  await awake(mira.getByRole("button", { name: "Send a test mail to yourself" }));
  await mira.getByRole("button", { name: "Send a test mail to yourself" }).click();
  await expect(mira.getByText("A test mail to mira@nordwind.example is on its way")).toBeVisible();
  await mira.getByRole("link", { name: "Test mail of Nordwind Data GmbH" }).first().click();
  await expect(mira.getByRole("heading", { level: 1, name: "Test mail of Nordwind Data GmbH" })).toBeVisible();
  await expect(async () => {
    await mira.reload();
    await expect(mira.getByText("In the folder", { exact: true })).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  const aisha = await as("aisha");
  await aisha.goto("/nordwind/settings/mail");
  await expect(aisha.getByRole("heading", { level: 1, name: "Mail" })).toBeVisible();
  await expect(aisha.getByRole("button", { name: "Send a test mail to yourself" })).toHaveCount(0);
  const carla = await as("carla");
  const answer = await carla.goto("/nordwind/settings/mail");
  expect(answer?.status()).toBe(403);
});
