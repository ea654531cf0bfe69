import type { DigestContent } from "@/domain/digest";
import { outsideWords } from "@/lib/outside-words";
import { env } from "@/server/env";

const MOST_EACH = 20;

/** The digest as a mail: what is overdue first, each with its address in the register. */
export function digestMail(
  organization: { slug: string; name: string },
  name: string,
  language: string,
  content: DigestContent,
): { subject: string; body: string } {
  const t = outsideWords(language, "digest");
  const home = `${env().appOrigin}/${organization.slug}`;
  const count = (group: string) => content.groups.find((one) => one.group === group)?.items.length ?? 0;
  const urgent = count("overdue") + count("escalated");
  const total = content.groups.reduce((sum, { items }) => sum + items.length, 0);
  const parts = content.groups.map(({ group, items }) =>
    [
      t(`group.${group}`, { count: items.length }),
      ...items.slice(0, MOST_EACH).flatMap((item) => {
        const due = item.dueOn ? t(group === "overdue" || group === "escalated" ? "since" : "due", { day: item.dueOn }) : "";
        const who = item.waitsWith ? t("waitsWith", { name: item.waitsWith }) : "";
        return [`- ${[`${item.ref} ${oneLine(item.title)}`.trim(), due, who].filter(Boolean).join(", ")}`, `  ${home}${item.path}`];
      }),
      ...(items.length > MOST_EACH ? [`- ${t("more", { count: items.length - MOST_EACH })}`] : []),
    ].join("\n"),
  );
  return {
    subject: t(urgent > 0 ? "subjectOverdue" : "subject", { organization: organization.name, count: urgent > 0 ? urgent : total }),
    body: [
      t("greeting", { name }),
      t("lead", { organization: organization.name }),
      ...parts,
      `${t("all")}\n${home}/my-work`,
      `${t("change")}\n${home}/account/reminders`,
    ].join("\n\n"),
  };
}

// What somebody wrote into a title makes no line of its own in the mail, and takes the place of no link.
const oneLine = (text: string) => text.replace(/\s+/g, " ").replaceAll("{link}", "{ link }").trim().slice(0, 200);
