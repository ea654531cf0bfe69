import Link from "next/link";
import { instantInWords } from "@/features/history/entry-lines";
import type { ActionResult } from "@/lib/action-result";
import { translator } from "@/lib/translate";
import type { MailList } from "../queries";
import { MailDeeds } from "./mail-deeds";
import { MailState, mailKind } from "./mail-status";

type Action = (input: unknown) => Promise<ActionResult<unknown>>;

/** Mails, the newest first, each with what became of it. */
export function MailTable({
  list,
  path,
  inFolder,
  deeds,
}: {
  list: MailList;
  path: string;
  inFolder: boolean;
  deeds: { again: Action; withdraw: Action } | null;
}) {
  const t = translator("mail");
  return (
    <div className="overflow-x-auto">
      <table className="w-full min-w-[46rem] text-left text-[0.9375rem]">
        <caption className="sr-only">{t("listTitle")}</caption>
        <thead>
          <tr className="border-b text-sm text-muted">
            {(["to", "subject", "stateHead", "when"] as const).map((key) => (
              <th key={key} scope="col" className="py-2 pr-4 font-medium">
                {t(key)}
              </th>
            ))}
            {deeds && (
              <th scope="col" className="py-2 font-medium">
                <span className="sr-only">{t("actions")}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {list.rows.map((mail) => (
            <tr key={mail.id} className="border-b align-top">
              <th scope="row" className="max-w-64 py-2 pr-4 font-normal [overflow-wrap:anywhere]">
                {mail.toName && <bdi className="block">{mail.toName}</bdi>}
                <span className="text-sm text-muted">{mail.toEmail}</span>
              </th>
              <td className="py-2 pr-4">
                <Link className="link [overflow-wrap:anywhere]" href={`${path}/${mail.id}`}>
                  <bdi>{mail.subject}</bdi>
                </Link>
                <span className="block text-sm text-muted">{mailKind(mail.kind)}</span>
              </td>
              <td className="max-w-72 py-2 pr-4">
                <MailState mail={mail} inFolder={inFolder} />
              </td>
              <td className="py-2 pr-4 text-sm whitespace-nowrap">
                {instantInWords(mail.sentAt ?? mail.createdAt)}
                {mail.status === "waiting" && mail.attempts > 0 && (
                  <span className="block text-muted">{t("nextTry", { time: instantInWords(mail.notBefore) })}</span>
                )}
              </td>
              {deeds && (
                <td className="py-2 whitespace-nowrap">
                  <MailDeeds mail={mail} {...deeds} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
