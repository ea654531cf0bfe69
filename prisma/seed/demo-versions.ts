import { addComment, resolveComment } from "@/features/comments/mutations";
import { decide } from "@/features/versions/deciding";
import { setApprovalRules, startVersion, submitVersion } from "@/features/versions/mutations";
import { approvalRules, listVersions, versionFacts } from "@/features/versions/queries";
import { type Access, systemAccess } from "@/server/access";
import { setClock } from "@/server/clock";
import { change } from "@/server/record";
import { MEETINGS } from "./demo-management-review";
import type { Page, Story } from "./story";

/** The versions of Nordwind's register that tell of its year: 1.0 before the first winter, 2.0 in the management review of September. */
export function tellVersions(story: Story): void {
  const scene = (when: string, by: string, work: (page: Page) => Promise<void>) => story.scene([when, by], 0, work);
  scene("2025-11-13T08:05", "olaf", async (page) => {
    // Nordwind approves in a meeting where one is due, and between the meetings where it has to.
    const { id, version } = await approvalRules(page.access);
    await setApprovalRules(page.access, {
      id,
      version,
      approvalInReview: false,
      soleApproverReason: "",
      reason: "Decided when the register began",
    });
    await page.again("organization");
  });
  scene("2025-12-09T15:10", "mira", ({ access }) =>
    prepare(
      access,
      "major",
      story.people.mira!.id,
      "The first register: interested parties from the workshops of November, and their requirements.",
    ),
  );
  scene("2025-12-09T15:20", "mira", ({ access }) => handIn(access));
  scene("2025-12-10T09:15", "jonas", ({ access }) => approve(access, null, ""));
  scene("2026-09-11T10:30", "mira", ({ access }) =>
    prepare(
      access,
      "major",
      story.people.mira!.id,
      "Second site in Bremen, the insurer's new conditions, two clients with shorter deadlines; every party gone through again.",
    ),
  );
  scene("2026-09-15T13:20", "mira", async ({ access }) => {
    await resolveOpen(access, "Settled with the works council: 90 days at most, 30 days for sign-in logs.");
    await handIn(access);
  });
  scene("2026-09-15T14:50", "jonas", ({ access }) =>
    approve(access, story.record(MEETINGS.september).stored.id, "Approved in the management review, as it was shown."),
  );
}

/** What came after the thread was drawn: 2.1, approved between the meetings, three changes since, and a question that is still open. */
export async function tellLastVersions(story: Story): Promise<void> {
  await as(story, "2026-11-17T14:05", "mira", async (access) => {
    await resolveOpen(access, "Gone through with the owner.");
    await prepare(
      access,
      "minor",
      story.people.mira!.id,
      "The thread is drawn: statement of applicability, risks, documents and evidence are linked to the requirements that ask for them.",
    );
    await handIn(access);
  });
  await as(story, "2026-11-17T15:20", "jonas", (access) =>
    approve(access, null, "Read row by row. The budget for the open points follows in December."),
  );
  const edits = [
    ["2026-11-17T15:55", "mira", "interested-party", "They renewed their contract for two years; the annexes arrive in December."],
    ["2026-11-17T16:05", "carla", "requirement", "Sales asks the client whether the new annex changes the deadline."],
    ["2026-11-17T16:20", "mira", "source", "The signed copy lies with legal."],
  ] as const;
  for (const [when, by, entity, note] of edits)
    await as(story, when, by, async (access) => {
      await change(access, async (record) => {
        const [first] = await record.tx.$queryRawUnsafe<{ id: string; version: number }[]>(
          `SELECT id, version FROM "${TABLES[entity]}" WHERE organization_id = $1::uuid AND status <> 'retired' AND note = '' ORDER BY ref LIMIT 1`,
          access.organization.id,
        );
        if (first) await record.update(entity, first.id, first.version, { note }, { reason: "Annual talk with the client" });
      });
    });
  await as(story, "2026-11-17T16:40", "jonas", async (access) => {
    const insurer = story.record("insurer").stored.id;
    await addComment(access, {
      entity: "interested-party",
      entityId: insurer,
      text: "Ask them for the new general questionnaire before the renewal.",
    });
    const { id } = story.record("hardware").stored;
    await addComment(access, {
      entity: "interested-party",
      entityId: id,
      text: "Do they supply the second site as well? Please say before the next version.",
    });
  });
}

const TABLES = { "interested-party": "interested_party", requirement: "requirement", source: "source_document" } as const;

async function as(story: Story, when: string, by: string, work: (access: Access) => Promise<void>): Promise<void> {
  setClock(new Date(`${story.day(when.slice(0, 10))}${when.slice(10)}:00.000Z`));
  const person = story.people[by]!;
  const access = systemAccess(story.organization, person.name, person);
  await change(access, () => work(access));
}

async function prepare(access: Access, step: "minor" | "major", ownerId: string, changeSummary: string): Promise<void> {
  await startVersion(access, { step, ownerId, changeSummary });
}

async function handIn(access: Access): Promise<void> {
  const draft = (await listVersions(access)).rows.find(({ status }) => status === "draft")!;
  const { version } = await versionFacts(access, draft.number);
  await submitVersion(access, { id: draft.id, version });
}

async function approve(access: Access, managementReviewId: string | null, comment: string): Promise<void> {
  const { number } = (await listVersions(access)).rows.find(({ status }) => status === "in_review")!;
  const { id, version, contentHash } = await versionFacts(access, number);
  await decide(access, { id, version, contentHash, decision: "approve", comment, managementReviewId });
}

/** What is still open on the register is settled before it is handed in. */
async function resolveOpen(access: Access, resolution: string): Promise<void> {
  await change(access, async (record) => {
    const open = await record.tx.comment.findMany({
      where: { organizationId: access.organization.id, resolvedAt: null },
      select: { id: true, version: true },
    });
    for (const comment of open) await resolveComment(access, { ...comment, resolution });
  });
}
