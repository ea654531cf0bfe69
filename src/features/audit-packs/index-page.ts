import type { PackEvidence, PackManifest } from "@/domain/audit-pack";
import { type ContentRecord, type RegisterContent, refOf, titleOf } from "@/domain/register-content";
import { standings } from "@/domain/signed-text";
import { translator } from "@/lib/translate";
import type { PackParts } from "./parts";

interface Told {
  manifest: PackManifest;
  parts: PackParts;
  evidence: readonly PackEvidence[];
  content: RegisterContent;
  contentHash: string;
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1c1b18; --paper: #fdfcf9; --line: #d8d3c7; --muted: #5f5b52; --gold: #8a6414; }
@media (prefers-color-scheme: dark) { :root { --ink: #eceae4; --paper: #191815; --line: #403d36; --muted: #a8a398; --gold: #d9ae52; } }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 72rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1, h2 { font-family: Georgia, serif; line-height: 1.2; } h1 { font-size: 1.9rem; } h2 { font-size: 1.3rem; margin-top: 2.5rem; border-top: 2px solid var(--gold); padding-top: .75rem; }
p { max-width: 46rem; } .muted { color: var(--muted); }
code, .mono { font-family: ui-monospace, monospace; font-size: .86em; overflow-wrap: anywhere; }
pre { overflow-x: auto; border: 1px solid var(--line); padding: .75rem 1rem; }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; white-space: nowrap; } td p { margin: 0 0 .3rem; }
a { color: inherit; text-decoration-color: var(--gold); }
@media print { body { max-width: none; } }`;

/** The page that opens offline: no script, nothing from the network. Everything in it is text from the register and escaped. */
export function indexPage({ manifest, parts, evidence, content, contentHash }: Told): string {
  const t = translator("auditPack.index");
  const { organization, version, madeAt, madeBy, head } = manifest;
  const contentName = version ? t("contentVersion", { number: version.number }) : t("contentDraft");
  const standing = standings(parts.keys);
  const last = parts.checkpoints.at(-1);
  const facts: [string, string][] = [
    [t("organization"), text(organization.name)],
    [t("content"), text(contentName)],
    [t("contentHash"), mono(contentHash)],
    [t("made"), text(t("madeBy", { at: instant(madeAt), name: madeBy }))],
    [t("history"), text(t("entries", { count: head.sequence }))],
    [t("head"), mono(head.hash)],
    [t("evidence"), text(t(manifest.evidence === "files" ? "evidenceFiles" : "evidenceHashes", { count: evidence.length }))],
    [t("signedWith"), last ? mono(last.keyId) : text(t("none"))],
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<title>${text(t("title", { name: organization.name }))}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${text(t("title", { name: organization.name }))}</h1>
<p>${text(t("lead"))}</p>
${table(
  [],
  facts.map(([label, value]) => [`<strong>${text(label)}</strong>`, value]),
)}
<h2>${text(t("verifyTitle"))}</h2>
<p>${text(t("verifyLead"))}</p>
<pre>node verify.mjs ${text(fileName(manifest))}</pre>
<p>${text(t("verifyMore"))}</p>
<h2>${text(t("versionsTitle"))}</h2>
${
  parts.versions.length === 0
    ? `<p>${text(t("noVersions"))}</p>`
    : table(
        [t("number"), t("status"), t("approvedAt"), t("summary"), t("contentHash")],
        parts.versions.map((v) => [
          text(v.number),
          word("versionStatus", v.status),
          text(v.approvedAt ? instant(v.approvedAt) : ""),
          text(v.changeSummary),
          mono(v.contentHash),
        ]),
      )
}
<h2>${text(t("threadsTitle"))}</h2>
<p class="muted">${text(contentName)}</p>
${threads(content)}
<h2>${text(t("partiesTitle"))}</h2>
${parties(content)}
<h2>${text(t("statementTitle"))}</h2>
${statement(content)}
<h2>${text(t("evidenceTitle"))}</h2>
${
  evidence.length === 0
    ? `<p>${text(t("none"))}</p>`
    : table(
        [t("ref"), t("name"), t("file"), "SHA-256"],
        evidence.map((item) => [mono(item.ref), text(item.title), fileCell(item), mono(item.sha256 ?? "")]),
      )
}
<h2>${text(t("checkpointsTitle"))}</h2>
${table(
  [t("entry"), t("at"), t("reason"), t("key")],
  parts.checkpoints.map(({ text: signed, keyId }) => checkpointRow(signed, keyId)),
)}
<h2>${text(t("keysTitle"))}</h2>
<p>${text(t("keysLead"))}</p>
${table(
  [t("key"), t("since"), t("until"), t("standing"), t("publicKey")],
  parts.keys.map((key) => [
    mono(key.keyId),
    text(key.createdAt ? instant(key.createdAt) : ""),
    text(key.retiredAt ? instant(key.retiredAt) : ""),
    text(t(`keyStanding.${standing.get(key.keyId) ?? "wrong"}`)),
    mono(key.publicKey),
  ]),
)}
</body>
</html>
`;
}

/** What the file is called when it leaves. */
export function fileName({ organization, version, madeAt }: Pick<PackManifest, "organization" | "version" | "madeAt">): string {
  return `audit-pack-${organization.slug}-${version ? version.number : "draft"}-${madeAt.slice(0, 10)}.zip`;
}

function threads(content: RegisterContent): string {
  const t = translator("auditPack.index");
  const parties = new Map((content.records["interested-party"] ?? []).map((party) => [party.id, party]));
  const requirements = (content.records.requirement ?? []).filter(({ status }) => status !== "retired");
  if (requirements.length === 0) return `<p>${text(t("none"))}</p>`;
  return table(
    [t("requirement"), t("party"), t("decision"), t("answeredBy"), t("fulfilment")],
    requirements.map((record) => [
      `${mono(refOf(record) ?? "")} ${text(titleOf(record))}`,
      partyCell(parties.get(String(record.partyId))),
      `${word("ismsDecision", record.ismsDecision)}<br><span class="muted">${text(record.ismsDecisionRationale)}</span>`,
      links(record),
      word("fulfilmentStatus", record.fulfilmentStatus),
    ]),
  );
}

const partyCell = (party: ContentRecord | undefined) => (party ? `${mono(refOf(party) ?? "")} ${text(titleOf(party))}` : "");

function parties(content: RegisterContent): string {
  const t = translator("auditPack.index");
  const records = content.records["interested-party"] ?? [];
  if (records.length === 0) return `<p>${text(t("none"))}</p>`;
  return table(
    [t("ref"), t("party"), t("category"), t("status"), t("relevance")],
    records.map((record) => [
      mono(refOf(record) ?? ""),
      text(titleOf(record)),
      word("partyCategory", record.category),
      word("partyStatus", record.status),
      `${word("partyRelevance", record.relevance)}<br><span class="muted">${text(record.relevanceRationale)}</span>`,
    ]),
  );
}

function links(record: ContentRecord): string {
  const targets = Array.isArray(record.links) ? record.links : [];
  return targets
    .map((link) => {
      const { targetType, targetRef, rationale } = link as Record<string, unknown>;
      return `<p>${word("linkTargetType", targetType)} ${mono(String(targetRef ?? ""))} <span class="muted">${text(rationale)}</span></p>`;
    })
    .join("");
}

function statement(content: RegisterContent): string {
  const t = translator("auditPack.index");
  const entries = content.records["soa-entry"] ?? [];
  if (entries.length === 0) return `<p>${text(t("none"))}</p>`;
  return table(
    [t("control"), t("applicable"), t("justification"), t("implementation")],
    entries.map((entry) => [
      mono(refOf(entry) ?? ""),
      text(entry.applicable === true ? t("yes") : entry.applicable === false ? t("no") : ""),
      text(entry.justification),
      word("implementationStatus", entry.implementationStatus),
    ]),
  );
}

function fileCell({ path, fileName: name, state }: PackEvidence): string {
  const t = translator("auditPack.index");
  const called = text(name ?? "");
  if (path) return `<a href="${text(path)}">${called || text(path)}</a>${state === "changed" ? ` (${text(t("fileChanged"))})` : ""}`;
  return `${called}${state === "missing" ? ` (${text(t("fileMissing"))})` : ""}`;
}

function checkpointRow(signed: string, keyId: string): string[] {
  const { sequence, at, reason } = JSON.parse(signed) as { sequence: number; at: string; reason: string };
  return [text(sequence), text(instant(at)), word("checkpointReason", reason, "auditPack"), mono(keyId)];
}

/** A vocabulary's word; what is not in it stands as it is. */
function word(group: string, value: unknown, namespace = "vocabulary"): string {
  const key = String(value ?? "");
  if (key === "") return "";
  const t = translator(`${namespace}.${group}`);
  return text(t.has(key) ? t(key) : key);
}

const instant = (iso: string) => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const titles = head.length > 0 ? `<thead><tr>${head.map((title) => `<th scope="col">${text(title)}</th>`).join("")}</tr></thead>` : "";
  const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("\n");
  return `<div class="wide"><table>${titles}<tbody>\n${body}\n</tbody></table></div>`;
}

const mono = (value: string) => (value === "" ? "" : `<span class="mono">${text(value)}</span>`);

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function text(value: unknown): string {
  if (value === null || value === undefined) return "";
  return String(value).replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
