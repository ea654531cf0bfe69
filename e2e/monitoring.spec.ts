import { awake, expect, fresh, test } from "./support";

test("Mira sets a criterion for a requirement; a missed value opens its action, once, and a correction keeps the old one", async ({
  as,
}) => {
  const mira = await as("mira");
  await mira.goto("/nordwind/requirements/REQ-001");
  await mira.getByRole("link", { name: "Add a criterion" }).click();
  await expect(mira.getByRole("heading", { level: 1, name: "Add a criterion for REQ-001" })).toBeVisible();
  const metric = fresh("Notices sent in time");
  const name = mira.getByLabel("What is measured");
  await awake(name);
  await name.fill(metric);
  await mira.getByLabel("Unit").fill("%");
  await mira.getByLabel("Target").fill("1,234");
  await mira.getByRole("button", { name: "Add the criterion" }).click();
  await expect(mira.getByText("can be read in two ways", { exact: false }).first()).toBeVisible();
  await mira.getByLabel("Target").fill("99,5 %");
  await mira.getByRole("button", { name: "Add the criterion" }).click();
  await expect(mira.getByRole("heading", { level: 1, name: metric })).toBeVisible();

  const value = mira.getByRole("textbox", { name: "Value" });
  await awake(value);
  await value.fill("98 h");
  await mira.getByRole("button", { name: "Keep the value" }).click();
  await expect(mira.getByText("measured in %, not in “h”", { exact: false }).first()).toBeVisible();
  await value.fill("98,5");
  await mira.getByRole("button", { name: "Keep the value" }).click();
  await expect(mira.getByText("The target is missed", { exact: true })).toBeVisible();
  await expect(mira.getByRole("main").getByText(/ACT-\d+ was opened for it/)).toBeVisible();
  await expect(mira.getByRole("img", { name: new RegExp(`${metric}: values by day`) })).toBeVisible();

  // The same day again is a correction, with a reason.
  await value.fill("99,9");
  await expect(mira.getByText("was measured already: 98.5", { exact: false })).toBeVisible();
  await mira.getByLabel("Reason").fill("One notice was counted twice");
  await mira.getByRole("button", { name: "Keep the correction" }).click();
  await expect(mira.getByText("The last value meets the target again", { exact: false })).toBeVisible();
});

test("Carla reads a file of values: what is wrong is said by its line, and only the good lines are stored", async ({ as }) => {
  const carla = await as("carla");
  await carla.goto("/nordwind/monitoring/import");
  const chooser = carla.locator('input[type="file"]');
  await awake(chooser);
  const text = "ref;date;value\r\nKPI-003;01.02.2026;99,5\r\nKPI-003;01.02.2999;99,5\r\nKPI-999;01.02.2026;1\r\n";
  await chooser.setInputFiles({ name: "values.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await expect(carla.getByRole("heading", { name: "Can be stored: 1. Stands already: 0. Wrong: 2." })).toBeVisible();
  await expect(carla.getByText("is still to come", { exact: false })).toBeVisible();
  await expect(carla.getByText("KPI-999 is no criterion of this register.")).toBeVisible();
  await carla.getByRole("button", { name: "Store only the good line" }).click();
  await expect(carla.getByText("One value is stored; 2 lines were left out.")).toBeVisible();
});

test("A program writes a value with a token that was shown once; revoked, it opens nothing", async ({ as, playwright, baseURL }) => {
  const mira = await as("mira");
  await mira.goto("/nordwind/settings/tokens");
  const probe = fresh("Probe");
  const name = mira.getByRole("textbox", { name: "Name" });
  await awake(name);
  await name.fill(probe);
  await mira.getByRole("button", { name: "Make the token" }).click();
  const token = await mira.getByRole("textbox", { name: "Token" }).inputValue();
  expect(token).toMatch(/^gt_/);
  const program = await playwright.request.newContext({ baseURL: baseURL!, extraHTTPHeaders: { authorization: `Bearer ${token}` } });
  const send = () =>
    program.post("/api/v1/nordwind/measurements", {
      data: { measurements: [{ criterion: "KPI-003", measuredOn: "2026-01-15", value: "100" }] },
    });
  const first = await send();
  expect(first.status()).toBe(200);
  expect(await first.json()).toMatchObject({ ok: true });
  await mira.getByRole("button", { name: "I have it" }).click();
  await mira.getByRole("button", { name: `Revoke ${probe}?` }).click();
  await mira.getByRole("dialog").getByRole("button", { name: "Revoke", exact: true }).click();
  await expect(mira.getByText("Revoked", { exact: true }).first()).toBeVisible();
  expect((await send()).status()).toBe(401);
  await program.dispose();
});

test("Vera sees nothing of it; Aisha reads and cannot write", async ({ as }) => {
  const vera = await as("vera");
  await vera.goto("/nordwind/monitoring");
  await expect(vera.getByRole("heading", { level: 1, name: "Monitoring" })).toHaveCount(0);
  const aisha = await as("aisha");
  await aisha.goto("/nordwind/monitoring/KPI-001");
  await expect(aisha.getByRole("heading", { level: 2, name: "Measurements" })).toBeVisible();
  await expect(aisha.getByRole("button", { name: "Keep the value" })).toHaveCount(0);
  await expect(aisha.getByRole("link", { name: "Edit" })).toHaveCount(0);
});
