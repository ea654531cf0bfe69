import { randomBytes } from "node:crypto";
import { awake, expect, open, test } from "./support";

const pdf = (bytes: number) =>
  Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.from(randomBytes(bytes / 2).toString("hex")), Buffer.from("\n%%EOF\n")]);

test("a file is filed, refused files say why, and the download is kept, never shown", async ({ as }) => {
  const page = await as("mira");
  await open(page, "/nordwind/evidence/new");
  const chooser = page.getByLabel("Choose files, drop them here or paste them");
  await awake(chooser);
  await chooser.setInputFiles([
    {
      name: "drawing.pdf",
      mimeType: "application/pdf",
      buffer: Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
    },
    { name: "restore_test.pdf", mimeType: "application/pdf", buffer: pdf(20_000) },
  ]);
  await expect(page.getByText("This is an SVG drawing. It can carry scripts")).toBeVisible();
  await expect(page.getByText("Complete, 20 kB")).toBeVisible();
  await page.getByRole("button", { name: "File evidence" }).click();
  await expect(page.getByText("Say which day it is from.").first()).toBeVisible();
  const title = `Restore test ${Date.now()}`;
  await page.getByLabel("Title of restore_test.pdf").fill(title);
  await page.getByLabel("Dated").fill("2026-03-12");
  await page.getByLabel("Origin").fill("Operations");
  await page.getByRole("button", { name: "File evidence" }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(page.getByText("restore_test.pdf").first()).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download" }).click()]);
  expect(download.suggestedFilename()).toBe("restore_test.pdf");
  await page.reload();
  await expect(page.getByText("Downloaded")).toBeVisible();

  await open(page, "/nordwind/evidence");
  await page.getByRole("button", { name: "Check all files" }).click();
  await expect(page.getByText(/stored files? (is|are) what was filed/)).toBeVisible();
});

test("an upload that broke off goes on where it stopped, also after a reload", async ({ as, consoleErrors }) => {
  const page = await as("mira");
  await open(page, "/nordwind/evidence/new");
  const file = { name: `long-${Date.now()}.pdf`, mimeType: "application/pdf", buffer: pdf(9_000_000) };
  // A file from the disk keeps its day of change; only such a one is known again after a reload.
  const { mkdtempSync, writeFileSync } = await import("node:fs");
  const path = await import("node:path");
  const { tmpdir } = await import("node:os");
  const place = path.join(mkdtempSync(path.join(tmpdir(), "goldthread-e2e-")), file.name);
  writeFileSync(place, file.buffer);
  const offsets: string[] = [];
  let broken = true;
  await page.route("**/evidence/uploads/*", async (route) => {
    const request = route.request();
    if (request.method() === "PATCH") {
      const offset = request.headers()["upload-offset"]!;
      if (broken && offset !== "0") return route.abort("connectionreset");
      offsets.push(offset);
    }
    return route.continue();
  });
  const chooser = page.getByLabel("Choose files, drop them here or paste them");
  await awake(chooser);
  await chooser.setInputFiles(place);
  await expect(page.getByText("The connection broke. 4.2 MB of 9.0 MB are here.")).toBeVisible({ timeout: 40_000 });
  await open(page, "/nordwind/evidence/new");
  await expect(page.getByText(`${file.name}: 4.2 MB of 9.0 MB`)).toBeVisible();
  broken = false;
  await awake(chooser);
  await chooser.setInputFiles(place);
  await expect(page.getByText("Complete, 9.0 MB")).toBeVisible();
  expect(offsets).toEqual(["0", "4194304", "8388608"]);
  await page.getByRole("button", { name: `Remove ${file.name}` }).click();
  await expect(page.getByText("Complete, 9.0 MB")).toHaveCount(0);
  // The browser tells of the connections that broke.
  consoleErrors.length = 0;
});

test("from a requirement, evidence is filed and linked in one go", async ({ as }) => {
  const page = await as("mira");
  await open(page, "/nordwind/requirements/REQ-001");
  await page.getByRole("link", { name: "Add evidence" }).click();
  await expect(page.getByText(/^For REQ-001:/)).toBeVisible();
  const where = page.getByLabel("A link or a place");
  await awake(where);
  await where.check();
  const title = `Recovery exercise ${Date.now()}`;
  await page.getByRole("textbox", { name: "Title" }).fill(title);
  await page.getByRole("textbox", { name: "Place" }).fill("https://wiki.nordwind.example/recovery");
  await page.getByLabel("Dated").fill("2026-05-01");
  await page.getByLabel("Origin").fill("Operations");
  await page.getByLabel("What it shows for this requirement").fill("The platform ran again in time");
  await page.getByRole("button", { name: "File evidence" }).click();
  await page.waitForURL("**/requirements/REQ-001");
  await expect(page.getByText(title).first()).toBeVisible();
});

test("a viewer reads what there is and can neither file nor download", async ({ as }) => {
  const page = await as("vera");
  expect(await open(page, "/nordwind/evidence")).toBe(200);
  await expect(page.getByRole("link", { name: "Add evidence" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Check all files" })).toHaveCount(0);
  expect((await page.request.get("/nordwind/evidence/E-001/download")).status()).toBe(403);
});
