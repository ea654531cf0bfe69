import { createEvidence, retireEvidence } from "@/features/evidence/mutations";
import { newEvidence } from "@/features/evidence/schema";
import { receivePiece, startUpload } from "@/features/evidence/uploads";
import { linkTargets } from "@/features/threads/mutations";
import { linkInput } from "@/features/threads/schema";
import type { Access } from "@/server/access";
import { change } from "@/server/record";
import type { Desk } from "./demo-thread";

interface Told {
  key: string;
  by: string;
  title: string;
  type: string;
  dated: string;
  validUntil?: string;
  origin: string;
  /** A file with these lines, or where it lies. */
  file?: { name: string; lines: readonly string[] };
  location?: string;
  note?: string;
  /** Requirements by their key in the story, each with what it shows for it. */
  serves?: Readonly<Record<string, readonly [rationale: string, coverage?: "partly" | "fully"]>>;
  retired?: string;
}

const EVIDENCE: readonly Told[] = [
  {
    key: "restore-test",
    by: "olaf",
    title: "Restore test of the imaging archive, third quarter",
    type: "test_result",
    dated: "2026-09-15",
    validUntil: "2027-03-15",
    origin: "Operations centre",
    file: {
      name: "Restore test Q3.pdf",
      lines: [
        "Restore test of the imaging archive",
        "Begun 08:02, images readable 10:47, checked by two people.",
        "Result: passed. Time: 2 h 45 min of 4 h.",
      ],
    },
    serves: { "clinic-restore": ["Images were readable again after 2 h 45 min, within the four hours.", "fully"] },
  },
  {
    key: "offline-copy",
    by: "olaf",
    title: "Log of the offline copies, October",
    type: "record",
    dated: "2026-10-31",
    validUntil: "2026-12-05",
    origin: "Backup system",
    file: {
      name: "offline-copies-october.csv",
      lines: [
        "day;volume;finished;detached",
        "2026-10-01;archive-1;03:12;03:20",
        "2026-10-15;archive-1;03:09;03:18",
        "2026-10-31;archive-1;03:15;03:22",
      ],
    },
    serves: { "insurer-offline": ["One copy a day was finished and taken off the net.", "partly"] },
  },
  {
    key: "penetration",
    by: "mira",
    title: "Penetration test of the administration paths",
    type: "test_result",
    dated: "2025-10-20",
    validUntil: "2026-10-20",
    origin: "Northlight Security GmbH",
    file: {
      name: "Penetration test 2025, summary.pdf",
      lines: ["Summary for the Board", "Two findings of medium weight, both closed by 2025-12-12."],
    },
    note: "The next one is in the budget of the coming year.",
    serves: { "bank-penetration": ["The summary that the bank is entitled to.", "fully"] },
  },
  {
    key: "exercise",
    by: "olaf",
    title: "Exercise of the incident procedure with notices to clients and authority",
    type: "walkthrough",
    dated: "2026-06-24",
    validUntil: "2027-06-24",
    origin: "Operations centre with Legal",
    file: {
      name: "Incident exercise.txt",
      lines: [
        "09:00 alarm, 09:35 first notice drafted, 11:10 notice to two clients and to the authority.",
        "Lesson: the list of recipients now hangs in the operations centre.",
      ],
    },
    serves: {
      "clinic-notice": ["The notice went out 2 h 10 min after the alarm.", "fully"],
      "dpa-72": ["The 72 hours were counted and kept.", "fully"],
    },
  },
  {
    key: "secrecy",
    by: "carla",
    title: "Declarations of secrecy of all administrators",
    type: "record",
    dated: "2026-01-30",
    origin: "Human resources",
    location: "S:\\hr\\declarations\\secrecy-2026 (paper originals in the safe)",
    serves: { "clinic-secrecy": ["Everybody with access to patient data has signed.", "fully"] },
  },
  {
    key: "access-review",
    by: "olaf",
    title: "Review of who may reach clients’ data, second half of the year",
    type: "record",
    dated: "2026-10-12",
    validUntil: "2027-04-12",
    origin: "Operations centre",
    file: { name: "access-review.csv", lines: ["account;kept;reason", "adm-olaf;yes;on call", "adm-guest;no;contract ended"] },
    serves: { "clinic-logs": ["Accounts and their use were held against the logs.", "partly"] },
  },
  {
    key: "two-factor",
    by: "olaf",
    title: "Export of the sign-in rules: two factors on every administration path",
    type: "record",
    dated: "2026-08-03",
    origin: "Identity system",
    file: {
      name: "sign-in-rules.md",
      lines: [
        "# Sign-in rules",
        "- bastion: password and key",
        "- console: password and key",
        "- backup: password and key, separate accounts",
      ],
    },
    serves: { "insurer-two-factor": ["Shows the rule for each path.", "fully"] },
  },
  {
    key: "minutes",
    by: "mira",
    title: "Minutes of the management review",
    type: "minutes",
    dated: "2026-01-29",
    validUntil: "2027-01-29",
    origin: "Board",
    location: "https://wiki.nordwind.example/isms/reviews/2026",
    serves: { "board-report": ["The report on incidents, risks and open requirements was on the agenda.", "partly"] },
  },
  {
    key: "surveillance",
    by: "mira",
    title: "Report of the surveillance audit",
    type: "audit_report",
    dated: "2026-03-05",
    validUntil: "2027-03-05",
    origin: "Certification body",
    file: {
      name: "Surveillance audit 2026.pdf",
      lines: ["Surveillance audit, two days on site", "No major nonconformity, one minor, closed in May."],
    },
    serves: { "certifier-audits": ["Names the clauses and the site that were looked at.", "partly"] },
  },
  {
    key: "training-old",
    by: "petra",
    title: "List of participants of the security training, previous year",
    type: "record",
    dated: "2025-11-04",
    origin: "Human resources",
    location: "https://wiki.nordwind.example/hr/training/2025",
    retired: "The training was repeated this year; the new list is filed next week.",
  },
];

/** What Nordwind can show: files and links, one of them expired, one about to end. Told after the links of the thread. */
export async function tellEvidence(desk: Desk): Promise<void> {
  for (const { key, by, file, serves = {}, retired, dated, validUntil, ...facts } of EVIDENCE) {
    const access = desk.as(by, 6);
    const input = newEvidence.parse({
      ...facts,
      dated: desk.day(dated),
      validUntil: validUntil ? desk.day(validUntil) : null,
      ownerId: desk.person(by).id,
      uploadId: file ? await bringIn(access, file.name, file.lines) : null,
    });
    const made = await createEvidence(access, input);
    desk.keep(`evidence:${key}`, made.ref);
    for (const [requirement, [rationale, coverage = ""]] of Object.entries(serves)) {
      const mira = desk.as("mira", 1);
      const { id, version } = await change(mira, (record) => record.get("requirement", desk.id(requirement)));
      await linkTargets(mira, linkInput.parse({ id, version, links: [{ ref: made.ref, rationale, coverage }] }));
    }
    if (retired) await retireEvidence(desk.as("mira", 2), { ...made, reason: retired });
  }
}

async function bringIn(access: Access, name: string, lines: readonly string[]): Promise<string> {
  const bytes = name.endsWith(".pdf") ? pdfOf(lines) : Buffer.from(`${lines.join("\n")}\n`);
  const { id } = await startUpload(access, { name, size: bytes.length });
  await receivePiece(access, id, 0, new Response(new Uint8Array(bytes)).body);
  return id;
}

/** One page with some lines of text, small and complete enough for every reader. */
export function pdfOf(lines: readonly string[]): Buffer {
  const plain = (line: string) => line.replace(/[^\x20-\x7e]/g, "'").replace(/[\\()]/g, "\\$&");
  const text = `BT /F1 12 Tf 60 780 Td 18 TL ${lines.map((line) => `(${plain(line)}) Tj T*`).join(" ")} ET`;
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
    `<</Length ${text.length}>>\nstream\n${text}\nendstream`,
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
  ];
  let file = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const at = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  const start = file.length;
  return Buffer.from(
    `${file}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`,
    "latin1",
  );
}
