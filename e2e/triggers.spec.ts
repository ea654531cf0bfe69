import { awake, expect, fresh, test } from "./support";

test("Mira logs an incident: parties are proposed, a review opens, the corrective action is asked for; Carla finds her part in her work", async ({
  as,
}) => {
  const mira = await as("mira");
  await mira.goto("/nordwind/trigger-events");
  await expect(mira.getByRole("heading", { level: 1, name: "Trigger events" })).toBeVisible();
  await mira.getByRole("link", { name: "Log an event" }).first().click();
  await mira.getByRole("link", { name: "Internal incident or personal-data breach" }).click();
  await expect(mira.getByRole("heading", { level: 1, name: "Internal incident or personal-data breach" })).toBeVisible();
  await awake(mira.getByRole("button", { name: "Log the event" }));
  const title = fresh("Laptop left in a train");
  await mira.getByLabel("What happened").fill(title);
  const employees = mira.getByRole("checkbox", { name: /Employees/ });
  await expect(employees).toBeChecked();
  // Somebody has to do something about it, and says who.
  const action = fresh("Encrypt the disks of all laptops");
  await mira.getByLabel("What is to be done").fill(action);
  await mira.getByLabel("Owner of the action").selectOption({ label: "Carla Neumann" });
  await mira.getByRole("button", { name: "Log the event" }).click();
  await expect(mira.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(mira).toHaveURL(/\/trigger-events\/TRG-\d+$/);
  await expect(mira.getByRole("link", { name: /^Go on with RV-/ })).toBeVisible();
  await expect(mira.getByRole("main").getByText(action).first()).toBeVisible();
  await expect(mira.getByRole("main").getByText(/14 days after the event/)).toBeVisible();

  await mira.goto("/nordwind/my-work");
  await expect(mira.getByRole("link", { name: title, exact: true }).first()).toBeVisible();
  const carla = await as("carla");
  await carla.goto("/nordwind/my-work");
  await carla.getByRole("link", { name: action }).click();
  await expect(carla.getByRole("heading", { level: 1, name: action })).toBeVisible();
  await expect(carla.getByRole("main").getByText("Trigger event", { exact: false }).first()).toBeVisible();
});

test("A need that changed opens the task to look at its controls", async ({ as }) => {
  const mira = await as("mira");
  // A requirement in force that has controls behind it: the first of the statement's own list of threads.
  await mira.goto("/nordwind/requirements/REQ-001/edit");
  const statement = mira.getByRole("textbox", { name: /^Requirement/ });
  await awake(statement);
  const text = await statement.inputValue();
  await statement.fill(`${text} ${fresh("within a day")}`);
  const reason = mira.getByLabel("Reason", { exact: false }).first();
  if (await reason.isVisible()) await reason.fill("Amendment of the agreement");
  await mira.getByRole("button", { name: /^Save/ }).first().click();
  await expect(mira).toHaveURL(/\/requirements\/REQ-001$/);
  await expect(mira.getByRole("link", { name: /^REQ-001 changed: look at / }).first()).toBeVisible();
});

test("Aisha and Vera are told that nothing is asked of them, and cannot log an event", async ({ as }) => {
  const vera = await as("vera");
  await vera.goto("/nordwind/my-work");
  await expect(vera.getByRole("heading", { name: "Nothing is asked of you here" })).toBeVisible();
  const aisha = await as("aisha");
  await aisha.goto("/nordwind/trigger-events");
  await expect(aisha.getByRole("heading", { level: 1, name: "Trigger events" })).toBeVisible();
  await expect(aisha.getByRole("link", { name: "Log an event" })).toHaveCount(0);
});
