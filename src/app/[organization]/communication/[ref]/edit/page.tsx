import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Words } from "@/components/words";
import { updateLine } from "@/features/communication/actions";
import { LineForm } from "@/features/communication/components/line-form";
import { getLine, requirementsToName } from "@/features/communication/queries";
import { findParties } from "@/features/interested-parties/actions";
import { ownerOptions } from "@/features/interested-parties/queries";
import { obligationOptions } from "@/features/obligations/queries";
import { triggerRules } from "@/features/triggers/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string; ref: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator("communication")("editTitle", { ref: (await params).ref }) };
}

export default async function EditCommunicationPage({ params }: Props) {
  const { organization, ref } = await params;
  const access = await requireAccess(organization, "communication:write");
  const { slug } = access.organization;
  const path = `/${slug}/communication`;
  // One transaction, so one of the few connections.
  const found = await inTenant(access, async () => {
    const line = await getLine(access, ref);
    return (
      line && {
        line,
        requirements: await requirementsToName(access, line.partyId),
        owners: await ownerOptions(access, { including: line.ownerId }),
        rules: await triggerRules(access),
        obligations: await obligationOptions(access, { limit: 200, including: line.obligationId ? [line.obligationId] : [] }),
      }
    );
  });
  if (!found) notFound();
  const { line, requirements, owners, rules, obligations } = found;
  if (line.status === "retired") redirect(`${path}/${ref}`);
  const t = translator("communication");
  const { partyId, what, whenText, frequencyDays, eventKey, clockHours, withWhom, how, ownerId, startsOn, obligationId, note } = line;
  const events = rules.filter(({ active, key }) => active || key === eventKey).map(({ key, title }) => ({ value: key, label: title }));
  return (
    <>
      <PageHeader
        title={t("editTitle", { ref })}
        reference={ref}
        breadcrumbs={[{ label: t("title"), href: path }, { label: ref, href: `${path}/${ref}` }, { label: t("edit") }]}
      />
      <Words namespaces={["communication"]}>
        <LineForm
          path={path}
          action={updateLine.bind(null, slug)}
          initial={{
            partyId,
            what,
            whenText,
            frequencyDays,
            eventKey,
            clockHours,
            withWhom,
            how,
            ownerId,
            startsOn,
            obligationId,
            requirementIds: line.requirements.map(({ id }) => id),
            note,
          }}
          record={{ id: line.id, ref, version: line.version }}
          parties={[{ value: line.party.id, reference: line.party.ref, label: line.party.name }]}
          findParties={findParties.bind(null, slug)}
          owners={owners.map(({ id, name }) => ({ value: id, label: name }))}
          events={events}
          obligations={obligations}
          requirements={requirements.map(({ id, ref: reference, statement }) => ({ value: id, reference, label: statement }))}
        />
      </Words>
    </>
  );
}
