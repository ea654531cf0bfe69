import { answerAsk, closeRound, decideAnswer, mailSettled, noteOpened, sendRound } from "@/features/asks/mutations";
import { getRound, outsideAsk, planRound } from "@/features/asks/queries";
import { answerInput, newRound, verdictInput } from "@/features/asks/schema";
import { addContact, updateContact } from "@/features/contacts/mutations";
import { contactChange, newContact } from "@/features/contacts/schema";
import { now } from "@/server/clock";
import { partyLinkAddress } from "@/server/party-links";
import type { Page, Story } from "./story";

/** By party: who speaks for it. The clinics' representative stands with the party still, for whoever wants to see it taken over. */
const CONTACTS: Readonly<Record<string, Record<string, unknown>>> = {
  customers: { name: "Sabine Kröger", role: "Speaker of the advisory board", email: "s.kroeger@beirat.example", language: "de" },
  "works-council": { name: "Torben Lühr", role: "Chair", email: "betriebsrat@nordwind.example", language: "de" },
  freelancers: { name: "Nia Okafor", role: "Speaks for the on-call engineers", email: "nia@oncall.example", language: "en" },
  shareholders: { name: "Claire Moreau", role: "Family office", email: "c.moreau@actionnaires.example", language: "fr" },
};

/** Contacts of some parties; a round of the spring that is closed, and one of the autumn that is half answered. */
export function tellAsks(story: Story): void {
  const scene = (when: string, by: string, work: (page: Page) => Promise<void>) => story.scene([when, by], 0, work);
  const links = new Map<string, string>();
  const rounds = new Map<string, string>();

  const send = async (
    page: Page,
    key: string,
    parties: readonly string[],
    of: { title: string; dueOn: string; expiresOn: string; message: string; untick: string[] },
  ) => {
    const refs = parties.map((party) => String(page.values(party).ref));
    const sent = await sendRound(
      page.access,
      newRound.parse({
        ...of,
        dueOn: story.day(of.dueOn),
        expiresOn: story.day(of.expiresOn),
        state: "all",
        partyRefs: refs,
        untick: await idsOf(page, refs, of.untick),
        withHowMet: true,
        remindDays: 7,
        expected: parties.length,
      }),
    );
    rounds.set(key, sent.ref);
    const asks = await page.record.tx.ask.findMany({
      where: { organizationId: page.access.organization.id, batchId: sent.id },
      select: { id: true, linkId: true, partyId: true },
    });
    for (const ask of asks) {
      const party = parties.find((one) => page.id(one) === ask.partyId)!;
      links.set(`${key}:${party}`, partyLinkAddress(page.access.organization.id, "ask", ask.linkId).split("/ask/")[1]!);
      const where = { organizationId: page.access.organization.id, entity: "ask", recordId: ask.id };
      const mail = (await page.record.tx.mailMessage.findFirst({ where, select: { id: true } }))!;
      // No mail leaves a house that is told: they are settled at once.
      const bounced = key === "autumn" && party === "works-council";
      const status = bounced ? ("bounced" as const) : ("sent" as const);
      const problem = bounced ? "550 5.2.2 mailbox full" : "";
      await page.record.tx.mailMessage.updateMany({ where, data: { status, sentAt: now(), problem } });
      await mailSettled(page.record, { id: mail.id, recordId: ask.id, kind: "ask", status, problem, sentAt: now() });
    }
  };
  /** The answers in the order in which the page shows the requirements; null: left open. */
  const answer = (
    when: string,
    key: string,
    answers: readonly (Record<string, string> | null)[],
    more: { answeredBy?: string; comment?: string } = {},
  ) =>
    story.outside(when, async () => {
      const token = links.get(key)!;
      const page = (await outsideAsk(token))!;
      const items = page.items.flatMap(({ id }, index) => (answers[index] ? [{ id, ...answers[index] }] : []));
      await noteOpened({ token });
      const taken = await answerAsk(answerInput.parse({ token, seen: null, answeredBy: page.recipientName, ...more, items }));
      if (taken.kind !== "received") throw new Error(`demo: the answer of ${key} was not taken: ${JSON.stringify(taken)}`);
    });

  scene("2026-04-27T09:05", "mira", async (page) => {
    for (const [party, contact] of Object.entries(CONTACTS))
      await addContact(page.access, newContact.parse({ partyId: page.id(party), ...contact }));
    const bank = newContact.parse({
      partyId: page.id("bank"),
      name: "Outsourcing desk",
      email: "auslagerung@alsterried.example",
      language: "de",
    });
    const { id, version } = await addContact(page.access, bank);
    const { partyId: _party, ...fields } = bank;
    await updateContact(page.access, contactChange.parse({ id, version, ...fields, noMail: true, reason: "They use their own portal" }));
  });
  scene("2026-05-04T08:50", "mira", (page) =>
    send(page, "spring", ["customers", "works-council"], {
      title: "Spring round",
      message: "",
      dueOn: "2026-05-22",
      expiresOn: "2026-06-15",
      untick: ["REQ-058", "REQ-059", "REQ-060"],
    }),
  );
  answer(
    "2026-05-07T17:12",
    "spring:customers",
    [
      { answer: "right", howMetAnswer: "fine" },
      { answer: "right", howMetAnswer: "fine" },
    ],
    {
      comment: "Thank you for asking. The board talked about it on Tuesday.",
    },
  );
  answer("2026-05-19T06:40", "spring:works-council", [
    { answer: "right", howMetAnswer: "fine" },
    { answer: "change", proposal: "Pictures of the cameras in the hall are overwritten after 48 hours." },
  ]);
  scene("2026-05-26T13:15", "mira", async (page) => {
    const round = (await getRound(page.access, rounds.get("spring")!))!;
    for (const { id, version, requirementVersion } of round.waitingAnswers) {
      const note = "The insurer asks for 72 hours; agreed so with the works council on 21 May.";
      await decideAnswer(page.access, verdictInput.parse({ id, version, requirementVersion, verdict: "declined", note }));
    }
    await closeRound(page.access, { id: round.id, version: round.version, reason: "All have answered" });
    await page.againAll();
  });

  scene("2026-11-10T09:30", "mira", (page) =>
    send(page, "autumn", ["customers", "freelancers", "shareholders", "works-council"], {
      title: "Autumn round",
      message: "It takes about five minutes. Call Mira Lindqvist if anything is unclear.",
      dueOn: "2026-11-30",
      expiresOn: "2026-12-20",
      untick: ["REQ-059", "REQ-060"],
    }),
  );
  answer("2026-11-12T18:25", "autumn:freelancers", [
    {
      answer: "change",
      howMetAnswer: "fine",
      proposal: "Our accounts work on the first day, carry only what the assignment needs, and end on its last day.",
    },
  ]);
  answer(
    "2026-11-16T10:05",
    "autumn:customers",
    [
      { answer: "right", howMetAnswer: "fine" },
      { answer: "no_longer", comment: "Everybody uses the self-service restore now." },
      { answer: "right", howMetAnswer: "unclear", comment: "Is it on for new accounts only, or for old ones as well?" },
    ],
    { answeredBy: "Jan Petersen, deputy of Sabine Kröger" },
  );
  story.outside("2026-11-17T07:05", async () => void (await noteOpened({ token: links.get("autumn:shareholders")! })));
  scene("2026-11-17T07:10", "mira", (page) => page.againAll());
}

/** The ids of requirements by their refs, of those that a round to these parties would show. */
async function idsOf(page: Page, partyRefs: string[], refs: readonly string[]): Promise<string[]> {
  const { recipients } = await planRound(page.access, { state: "all", partyRefs, requirementRefs: [] });
  return recipients.flatMap(({ items }) => items.filter(({ ref }) => refs.includes(ref)).map(({ id }) => id));
}
