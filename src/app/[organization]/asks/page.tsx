import { Plus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { RefTag } from "@/components/ui/ref-tag";
import { StatusMark } from "@/components/ui/status-mark";
import { RoundMark } from "@/features/asks/components/ask-marks";
import { listRounds } from "@/features/asks/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface Props {
  params: Promise<{ organization: string }>;
}

export const metadata: Metadata = { title: translator("asks")("title") };

/** Rounds of asking with how many answered; those whose answers wait for a verdict first. */
export default async function AsksPage({ params }: Props) {
  const access = await requireAccess((await params).organization, "ask:read");
  const rounds = await listRounds(access);
  const t = translator("asks");
  const path = `/${access.organization.slug}/asks`;
  const maySend = access.can("ask:send");
  return (
    <>
      <PageHeader
        title={t("title")}
        clause={t("clause")}
        lead={t("lead")}
        actions={
          maySend && (
            <LinkButton variant="primary" href={`${path}/new`} icon={<Plus aria-hidden className="size-4" />}>
              {t("new")}
            </LinkButton>
          )
        }
      />
      {rounds.length === 0 ? (
        <EmptyState
          title={t("emptyTitle")}
          examplesLabel={t("examplesLabel")}
          examples={[t("example1"), t("example2")]}
          ways={maySend ? [{ href: `${path}/new`, label: t("new") }] : []}
        >
          {t("emptyText")}
        </EmptyState>
      ) : (
        <section
          className="scroll-region overflow-x-auto"
          aria-label={t("title")} // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
          tabIndex={0}
        >
          <table className="register">
            <caption className="sr-only">{t("title")}</caption>
            <thead>
              <tr className="text-left">
                {(["ref", "title", "waiting", "rate", "due", "status", "owner"] as const).map((key) => (
                  <th key={key} scope="col">
                    {t(`column.${key}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rounds.map((round) => (
                <tr key={round.id}>
                  <td>
                    <RefTag href={`${path}/${round.ref}`}>{round.ref}</RefTag>
                  </td>
                  <td>
                    <Link className="link inline-block min-w-44" href={`${path}/${round.ref}`}>
                      {round.title}
                    </Link>
                  </td>
                  <td>{round.waiting > 0 && <StatusMark shape="soon">{t("waiting", { count: round.waiting })}</StatusMark>}</td>
                  <td>
                    {round.percent === null
                      ? t("noRate")
                      : t("ratePercent", { answered: round.answered, asked: round.asked, percent: round.percent })}
                    {round.refused > 0 && (
                      <span className="block">
                        <StatusMark shape="not-met">{t("notDelivered", { count: round.refused })}</StatusMark>
                      </span>
                    )}
                  </td>
                  <td className="whitespace-nowrap">{round.dueOn}</td>
                  <td>
                    <RoundMark round={round} />
                  </td>
                  <td>{round.ownerName}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  );
}
