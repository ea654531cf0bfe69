import type { ReactNode } from "react";
import { StatusMark } from "@/components/ui/status-mark";
import { Words } from "@/components/words";
import { translator } from "@/lib/translate";
import type { ContactRow } from "../queries";
import { ContactDialog, RetireContact, TakeOver } from "./contact-forms";

type Deed = Parameters<typeof ContactDialog>[0]["action"];

interface ContactSectionProps {
  party: { id: string; ref: string; name: string; adverse: boolean };
  contacts: readonly ContactRow[];
  /** The address of the representative that is no contact yet. */
  representative: { name: string; email: string } | null;
  /** Null: the reader only reads. */
  deeds: { add: Deed; update: Deed; retire: Deed; takeOver: Deed } | null;
  /** When the party was asked, and the way to ask it. */
  asked?: ReactNode;
}

/** Who speaks for a party and how they are reached. */
export function ContactSection({ party, contacts, representative, deeds, asked }: ContactSectionProps) {
  const t = translator("contacts");
  const current = contacts.filter(({ retiredAt }) => retiredAt === null);
  const former = contacts.filter(({ retiredAt }) => retiredAt !== null);
  return (
    <Words namespaces={["contacts", "vocabulary"]}>
      <section className="mt-8 max-w-5xl" aria-labelledby="contacts-title">
        <div className="mb-2 flex flex-wrap items-end justify-between gap-3">
          <h2 id="contacts-title" className="font-serif text-xl font-semibold">
            {t("title")}
          </h2>
          {deeds && (
            <div className="no-print flex flex-wrap gap-2">
              {representative && <TakeOver action={deeds.takeOver} partyId={party.id} representative={representative} />}
              <ContactDialog action={deeds.add} party={party} contact={null} />
            </div>
          )}
        </div>
        <p className="text-sm text-muted">{t("lead")}</p>
        {party.adverse && <p className="mt-2">{t("noneAdverse")}</p>}
        {current.length === 0 ? (
          !party.adverse && (
            <p className="mt-2 border-t py-2">
              <StatusMark shape="open">{t("none")}</StatusMark>
            </p>
          )
        ) : (
          <ul className="mt-2 border-t">
            {current.map((contact) => (
              <li key={contact.id} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-b py-2">
                <Person contact={contact} />
                {deeds && (
                  <div className="no-print flex flex-wrap gap-2">
                    <ContactDialog action={deeds.update} party={party} contact={fields(contact)} />
                    <RetireContact action={deeds.retire} contact={contact} />
                  </div>
                )}
              </li>
            ))}
          </ul>
        )}
        {former.length > 0 && (
          <details className="mt-2 text-sm">
            <summary className="cursor-pointer py-1">{t("former", { count: former.length })}</summary>
            <ul className="border-t">
              {former.map((contact) => (
                <li key={contact.id} className="border-b py-2">
                  <Person contact={contact} />
                  <span className="text-muted">{t("retired", { day: contact.retiredAt ?? "", reason: contact.retiredReason })}</span>
                </li>
              ))}
            </ul>
          </details>
        )}
        {asked}
      </section>
    </Words>
  );
}

const fields = ({ retiredAt: _at, retiredReason: _reason, ...contact }: ContactRow) => ({ ...contact });

function Person({ contact }: { contact: ContactRow }) {
  const t = translator("contacts");
  const language = translator("vocabulary.outsideLanguage")(contact.language);
  return (
    <div className="min-w-0 [overflow-wrap:anywhere]">
      <bdi className="font-medium">{contact.name}</bdi>
      {contact.role && <span className="text-muted"> · {contact.role}</span>}
      <span className="block">
        {[contact.email || t("noAddress"), contact.phone, language].filter(Boolean).join(" · ")}
        {contact.noMail && (
          <>
            {" · "}
            <StatusMark shape="not-met">{t("noMailMark")}</StatusMark>
          </>
        )}
      </span>
      {contact.note && <span className="block text-sm whitespace-pre-line text-muted">{contact.note}</span>}
    </div>
  );
}
