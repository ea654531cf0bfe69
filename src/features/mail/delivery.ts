import { mailAddressOf } from "@/domain/mail-address";
import { MOST_ATTEMPTS, messageIdOf, pauseAfter, pauseWhenDown } from "@/domain/mail-delivery";
import type { PartyLinkKind } from "@/domain/vocabulary";
import { Prisma } from "@/generated/prisma/client";
import { type Access, systemAccess } from "@/server/access";
import { now } from "@/server/clock";
import { env, type MailSettings } from "@/server/env";
import { isLetInKind, mailedAddress } from "@/server/let-in-links";
import { log } from "@/server/log";
import { readJournals, removeJournal } from "@/server/mail-journal";
import type { OutgoingMail } from "@/server/mail-message";
import { type MailTransport, openTransport, type SendResult } from "@/server/mail-transport";
import { partyLinkAddress } from "@/server/party-links";
import { inTenant, systemTask } from "@/server/tenant";
import { type Mark, markMails } from "./marking";

/** A claimed mail is left alone by other instances for so long, by the database's own clock; it is renewed while it is on its way. */
const LEASE = "10 minutes";
/** So many are claimed at once, and so many are on their way between claiming and marking. */
const CLAIM = 200;
const MARK_AT = 100;
const ENDING_MS = 500;
const RENEW_MS = 60_000;
const ORGANIZATIONS_AT_ONCE = 2;

interface House {
  id: string;
  slug: string;
  name: string;
}

/**
 * Carries mails out of the database: claims what is due, hands it to the transport, marks what became of it. Any number of instances may do so beside
 * each other. What a process that died had claimed is found by its journal, or by the lease that ran out.
 */
export class MailDelivery {
  #transport: MailTransport | null = null;
  #timesDown = 0;
  #notBefore = 0;
  #stopped = false;
  /** Sent, but the database could not be told yet. */
  readonly #untold: { access: Access; marks: Mark[] }[] = [];
  #running: Promise<void> | null = null;
  #again = false;
  /** A sender ended in the middle: its journal tells what it did. */
  #unknown = false;

  constructor(readonly settings: () => MailSettings) {}

  /** Sends what is due, everywhere or in one organisation; resolves when nothing more is due now. Looks that overlap become one more look. */
  run(): Promise<void> {
    if (this.#running) {
      this.#again = true;
      return this.#running;
    }
    this.#running = (async () => {
      try {
        do {
          this.#again = false;
          const ending = await this.#everywhere();
          // Somebody else's last mails are settled in a moment; then theirs are ours.
          if (ending && !this.#stopped) {
            await new Promise((resolve) => setTimeout(resolve, ENDING_MS));
            this.#again = true;
          }
        } while (this.#again && !this.#stopped);
      } finally {
        // In the same breath as the last look at what was asked for meanwhile: nobody's wish falls in between.
        this.#running = null;
      }
    })();
    return this.#running;
  }

  /** Claims nothing more, waits for what is in flight, and marks it. */
  async stop(): Promise<void> {
    this.#stopped = true;
    const transport = this.#transport;
    await transport?.close();
    await this.#running?.catch(() => {});
    if (transport && this.#transport === transport) await this.#forget(transport);
  }

  /** True: a sender whose process was killed is still at its last mails. */
  async #everywhere(): Promise<boolean> {
    const houses = await systemTask((tx) => tx.organization.findMany({ select: { id: true, slug: true, name: true } }));
    await this.#tellLate();
    const ending = await this.#recover(houses);
    const waiting = [...houses];
    const work = async () => {
      for (let house = waiting.shift(); house && !this.#stopped; house = waiting.shift()) {
        try {
          await this.#organization(house);
        } catch (error) {
          log("error", "mail of an organisation could not be sent", error);
        }
      }
    };
    await Promise.all(Array.from({ length: ORGANIZATIONS_AT_ONCE }, work));
    // Nothing is due: the sender's process need not stay. The next mail starts another.
    if (this.#transport && !this.#again && !this.#stopped) {
      const transport = this.#transport;
      await transport.close();
      await this.#forget(transport);
    }
    return ending;
  }

  async #organization(house: House): Promise<void> {
    const access = systemAccess(house, "mail");
    const flying = new Set<Promise<void>>();
    let marks: Mark[] = [];
    let marking: Promise<void> = Promise.resolve();
    let landed = () => {};
    const renewing = setInterval(() => void (this.#transport && renew(access, this.#transport.owner)), RENEW_MS);
    const mark = () => {
      const batch = marks;
      marks = [];
      if (batch.length > 0) marking = marking.then(() => this.#tell(access, batch));
    };
    try {
      while (this.#open()) {
        this.#transport ??= openTransport(this.settings());
        const transport = this.#transport;
        const claimed = await claim(access, transport.owner, CLAIM);
        if (claimed.length === 0) break;
        for (const row of claimed) {
          const ready = readyToSend(access, row);
          const settle = (result: SendResult) => {
            const made = this.#markOf(row, result);
            if (made) marks.push(made);
            if (marks.length >= MARK_AT) mark();
          };
          if ("mark" in ready) {
            marks.push(ready.mark);
            continue;
          }
          const one = transport
            .send(ready.mail)
            .catch((error: Error): SendResult => ({ outcome: "later", problem: error.message.slice(0, 300), down: true }))
            .then((result) => {
              flying.delete(one);
              if (flying.size <= MARK_AT) landed();
              settle(result);
            });
          flying.add(one);
        }
        // The next are claimed while the last of these are still on their way.
        if (flying.size > MARK_AT)
          await new Promise<void>((resolve) => {
            landed = resolve;
          });
      }
    } finally {
      await Promise.all(flying);
      clearInterval(renewing);
      mark();
      await marking;
    }
  }

  #open(): boolean {
    const at = Date.now();
    // A clock that was set back must not keep the mails waiting for an hour.
    if (this.#notBefore - at > pauseWhenDown(99)) this.#notBefore = 0;
    return !this.#stopped && at >= this.#notBefore;
  }

  #markOf(row: Claimed, result: SendResult): Mark | null {
    if (result.outcome === "unknown") {
      this.#unknown = true;
      return null;
    }
    const mark = { id: row.id, messageId: messageIdOf(row.organizationId, row.id, new URL(env().appOrigin).hostname) };
    if (result.outcome === "sent") {
      this.#timesDown = 0;
      return { ...mark, status: "sent", problem: "" };
    }
    if (result.outcome === "refused") return { ...mark, status: "refused", problem: result.problem };
    if (result.outcome === "unstarted")
      return { ...mark, status: "waiting", problem: null, attempts: row.attempts - 1, notBefore: row.notBefore };
    if (result.down && this.#notBefore <= Date.now()) {
      this.#timesDown += 1;
      this.#notBefore = Date.now() + pauseWhenDown(this.#timesDown);
      log("warn", `the mail server takes no mail now: ${result.problem}`);
    }
    const pause = pauseAfter(row.attempts);
    if (pause === null || row.attempts >= MOST_ATTEMPTS) return { ...mark, status: "given_up", problem: result.problem };
    return { ...mark, status: "waiting", problem: result.problem, attempts: row.attempts, notBefore: new Date(now().getTime() + pause) };
  }

  async #tell(access: Access, marks: Mark[]): Promise<void> {
    try {
      await markMails(access, marks);
    } catch (error) {
      // The mails are out; the database hears of it as soon as it can, from here or from the journal.
      log("error", "sent mails could not be marked yet", error);
      this.#untold.push({ access, marks });
    }
  }

  async #tellLate(): Promise<void> {
    for (const late of this.#untold.splice(0)) await this.#tell(late.access, late.marks);
  }

  /** A transport that is closed, and all of whose answers have been heard: its journal goes, unless the database has not been told everything. */
  async #forget(transport: MailTransport): Promise<void> {
    this.#transport = null;
    if (this.#untold.length > 0) return;
    if (this.#unknown) await this.#adopt(transport.owner);
    else removeJournal(this.settings().journalFolder, transport.owner);
    this.#unknown = false;
  }

  /** What stands in the journal of a sender that has ended goes into the database; what it had claimed and not begun is free again. */
  async #adopt(owner: string, houses?: readonly House[]): Promise<void> {
    const folder = this.settings().journalFolder;
    const sent = readJournals(folder).find((journal) => journal.owner === owner)?.sent ?? [];
    const known = houses ?? (await systemTask((tx) => tx.organization.findMany({ select: { id: true, slug: true, name: true } })));
    const host = new URL(env().appOrigin).hostname;
    for (const house of known) {
      const access = systemAccess(house, "mail");
      const own = sent.filter(({ organizationId }) => organizationId === house.id);
      for (let start = 0; start < own.length; start += MARK_AT)
        await markMails(
          access,
          own
            .slice(start, start + MARK_AT)
            .map(({ id }) => ({ id, status: "sent", problem: "", messageId: messageIdOf(house.id, id, host) })),
        );
      await release(access, owner);
    }
    removeJournal(folder, owner);
  }

  /** Journals of senders that are no more: of this process before it was killed. */
  async #recover(houses: readonly House[]): Promise<boolean> {
    const journals = readJournals(this.settings().journalFolder);
    for (const { owner, over } of journals) if (over && owner !== this.#transport?.owner) await this.#adopt(owner, houses);
    return journals.some(({ ending }) => ending);
  }
}

interface Claimed {
  organizationId: string;
  id: string;
  toEmail: string;
  toName: string;
  language: string;
  subject: string;
  body: string;
  linkId: string | null;
  linkKind: PartyLinkKind | null;
  linkEnded: boolean;
  entity: string;
  recordId: string | null;
  /** Of an invitation or a guest: the hash of the link's secret, and whether it lets nobody in any more. */
  doorHash: string;
  doorEnded: boolean;
  memberGone: boolean;
  attempts: number;
  notBefore: Date;
}

/** Takes mails that are due, for the time of a lease. Two instances never take the same; the clock may be set back in between. */
async function claim(access: Access, owner: string, most: number): Promise<Claimed[]> {
  const at = now();
  const org = access.organization.id;
  const until = Prisma.sql`clock_timestamp() + ${LEASE}::interval`;
  return inTenant(access, async (tx) => {
    // No lease is longer than this one: a later end was written before the clock went back.
    await tx.$executeRaw`UPDATE mail_message SET lease_until = ${until} WHERE organization_id = ${org}::uuid AND status = 'sending' AND lease_until > ${until}`;
    return tx.$queryRaw<Claimed[]>`
      WITH due AS (
        SELECT id FROM mail_message WHERE organization_id = ${org}::uuid
           AND ((status = 'waiting' AND (not_before <= ${at} OR (created_at > ${at} AND not_before <= created_at)))
             OR (status = 'sending' AND lease_until <= clock_timestamp() AND lease_owner <> ${owner}))
         ORDER BY not_before, id LIMIT ${most} FOR UPDATE SKIP LOCKED
      ), taken AS (
        UPDATE mail_message m SET status = 'sending', attempts = m.attempts + 1, lease_owner = ${owner}, lease_until = ${until}
          FROM due WHERE m.organization_id = ${org}::uuid AND m.id = due.id
        RETURNING m.id, m.to_email, m.to_name, m.language, m.subject, m.body, m.link_id, m.entity, m.record_id, m.user_id, m.attempts, m.not_before
      )
      SELECT ${org}::uuid AS "organizationId", t.id, t.to_email AS "toEmail", t.to_name AS "toName", t.language, t.subject, t.body,
             t.link_id AS "linkId", l.kind AS "linkKind", (l.revoked_at IS NOT NULL OR coalesce(l.expires_at <= ${at}, false)) AS "linkEnded",
             t.entity, t.record_id AS "recordId", coalesce(i.token_hash, g.token_hash, '') AS "doorHash",
             (t.entity IN ('invitation', 'guest-access')
              AND coalesce(i.accepted_at IS NOT NULL OR i.revoked_at IS NOT NULL OR i.expires_at <= ${at},
                           g.revoked_at IS NOT NULL OR g.expires_at <= ${at}, true)) AS "doorEnded",
             (t.user_id IS NOT NULL AND (s.ended_at IS NOT NULL OR u.disabled_at IS NOT NULL)) AS "memberGone",
             t.attempts, t.not_before AS "notBefore"
        FROM taken t LEFT JOIN party_link l ON l.organization_id = ${org}::uuid AND l.id = t.link_id
             LEFT JOIN invitation i ON t.entity = 'invitation' AND i.organization_id = ${org}::uuid AND i.id = t.record_id
             LEFT JOIN guest_access g ON t.entity = 'guest-access' AND g.organization_id = ${org}::uuid AND g.id = t.record_id
             LEFT JOIN membership s ON s.organization_id = ${org}::uuid AND s.user_id = t.user_id
             LEFT JOIN user_account u ON u.id = t.user_id
       ORDER BY t.not_before, t.id`;
  });
}

async function renew(access: Access, owner: string): Promise<void> {
  await inTenant(
    access,
    (tx) => tx.$executeRaw`UPDATE mail_message SET lease_until = clock_timestamp() + ${LEASE}::interval
                            WHERE organization_id = ${access.organization.id}::uuid AND status = 'sending' AND lease_owner = ${owner}`,
  ).catch((error: unknown) => log("warn", "leases of mails could not be renewed", error));
}

async function release(access: Access, owner: string): Promise<void> {
  await inTenant(
    access,
    (tx) => tx.$executeRaw`UPDATE mail_message SET status = 'waiting', lease_owner = '', lease_until = NULL
                            WHERE organization_id = ${access.organization.id}::uuid AND status = 'sending' AND lease_owner = ${owner}`,
  );
}

/** The mail with its link put in; or what stands against sending it. */
function readyToSend(access: Access, row: Claimed): { mail: OutgoingMail } | { mark: Mark } {
  const toEmail = mailAddressOf(row.toEmail);
  const stop = (status: "refused" | "withdrawn", problem: string) => ({ mark: { id: row.id, status, problem, messageId: "" } });
  if (!toEmail) return stop("refused", "not-an-address");
  if (row.memberGone) return stop("withdrawn", "member-gone");
  const link = linkOf(row);
  if (link === null) return stop("withdrawn", "link-ended");
  return {
    mail: {
      organizationId: row.organizationId,
      id: row.id,
      toEmail,
      toName: row.toName,
      fromName: access.organization.name,
      subject: row.subject,
      text: row.body.replaceAll("{link}", link),
      language: row.language,
    },
  };
}

/** The address that comes in for "{link}"; empty where the mail has none. Null: it opens nothing any more. */
function linkOf(row: Claimed): string | null {
  if (isLetInKind(row.entity) && row.recordId)
    return row.doorEnded ? null : mailedAddress(row.entity, row.organizationId, row.recordId, row.doorHash);
  if (!row.linkId) return "";
  return row.linkEnded || !row.linkKind ? null : partyLinkAddress(row.organizationId, row.linkKind, row.linkId);
}
