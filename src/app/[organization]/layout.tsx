import {
  BadgeCheck,
  BookMarked,
  BookOpen,
  CalendarCheck,
  CalendarClock,
  ChartLine,
  ChartScatter,
  ClipboardCheck,
  ClipboardList,
  Coins,
  DoorOpen,
  Download,
  Eye,
  FileCheck,
  FileJson,
  FileOutput,
  Files,
  FileText,
  Filter,
  Gauge,
  Goal,
  Grid3x3,
  History,
  Inbox,
  Landmark,
  LayoutGrid,
  ListChecks,
  ListOrdered,
  MailQuestion,
  MapPinned,
  Megaphone,
  MessageCircle,
  MessagesSquare,
  Microscope,
  Network,
  NotebookPen,
  PackageCheck,
  Plus,
  Presentation,
  QrCode,
  Scale,
  ScanSearch,
  SearchAlert,
  Settings,
  ShieldCheck,
  Signpost,
  Spline,
  SquareCheckBig,
  Stamp,
  Swords,
  Telescope,
  TriangleAlert,
  Unlink,
  Users,
  UsersRound,
  Vote,
  Workflow,
  Zap,
} from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { DraftScope } from "@/components/form/draft-scope";
import { AppShell } from "@/components/shell/app-shell";
import { BackToToday, ReadAsOf } from "@/components/shell/moment-links";
import { OrganizationSwitcher } from "@/components/shell/organization-switcher";
import { PastBanner } from "@/components/shell/past-banner";
import type { RailItem } from "@/components/shell/rail";
import { ReadOnlyBanner } from "@/components/shell/read-only-banner";
import { parseAddress } from "@/domain/past-address";
import type { Permission } from "@/domain/permissions";
import { SessionMenu } from "@/features/accounts/components/session-menu";
import { urgentWork } from "@/features/my-work/queries";
import { shellFacts } from "@/features/organizations/queries";
import { RecordPalette } from "@/features/search/components/record-palette";
import { Standing } from "@/features/versions/components/version-strip";
import { versionStrip } from "@/features/versions/queries";
import { translator } from "@/lib/translate";
import { enter, requireAccess } from "@/server/access";

interface LayoutProps {
  children: ReactNode;
  params: Promise<{ organization: string }>;
}

export async function generateMetadata({ params }: LayoutProps): Promise<Metadata> {
  const product = translator("ui")("product");
  try {
    const { organization } = await enter((await params).organization, "interested-party:read");
    return { title: { template: `%s · ${organization.name} · ${product}`, default: `${organization.name} · ${product}` } };
  } catch {
    // The layout itself says what stands in the way; an error here would take the title from that answer.
    return {};
  }
}

/** Who may open each room; a room that may not be opened is not shown. Every page asks again for itself. */
type Group = "register" | "parties" | "requirements" | "thread" | "engagement" | "governance" | "audit" | "house";

const ROOMS: readonly { key: string; path: string; needs: Permission; icon: ReactNode; clause?: string; group: Group }[] = [
  { key: "overview", path: "", needs: "interested-party:read", icon: <Gauge />, group: "register" },
  { key: "myWork", path: "/my-work", needs: "organization:read", icon: <Inbox />, group: "register" },
  { key: "context", path: "/context", needs: "context-issue:read", icon: <Landmark />, clause: "4.1", group: "register" },
  { key: "funnel", path: "/funnel", needs: "interested-party:read", icon: <Filter />, group: "register" },
  { key: "parties", path: "/interested-parties", needs: "interested-party:read", icon: <UsersRound />, clause: "4.2 a", group: "parties" },
  { key: "catalogue", path: "/catalogue", needs: "interested-party:read", icon: <BookOpen />, group: "parties" },
  { key: "board", path: "/board", needs: "interested-party:read", icon: <LayoutGrid />, group: "parties" },
  { key: "workshops", path: "/workshops", needs: "workshop:read", icon: <MessagesSquare />, group: "parties" },
  { key: "interviews", path: "/interviews", needs: "interview:read", icon: <NotebookPen />, group: "parties" },
  { key: "grid", path: "/grid", needs: "interested-party:read", icon: <ChartScatter />, group: "parties" },
  { key: "map", path: "/map", needs: "interested-party:read", icon: <Network />, group: "parties" },
  { key: "requirements", path: "/requirements", needs: "requirement:read", icon: <ListChecks />, clause: "4.2 b c", group: "requirements" },
  { key: "triage", path: "/triage", needs: "requirement:decide", icon: <Zap />, group: "requirements" },
  { key: "priorities", path: "/priorities", needs: "requirement:read", icon: <ListOrdered />, group: "requirements" },
  { key: "objectives", path: "/objectives", needs: "objective:read", icon: <Goal />, clause: "6.2", group: "requirements" },
  { key: "obligations", path: "/obligations", needs: "obligation:read", icon: <Scale />, clause: "A.5.31", group: "requirements" },
  { key: "sources", path: "/sources", needs: "source:read", icon: <FileText />, group: "requirements" },
  { key: "threads", path: "/threads", needs: "requirement:read", icon: <Spline />, group: "thread" },
  { key: "matrix", path: "/matrix", needs: "requirement:read", icon: <Grid3x3 />, group: "thread" },
  { key: "graph", path: "/graph", needs: "requirement:read", icon: <Workflow />, group: "thread" },
  { key: "whatIf", path: "/what-if", needs: "requirement:read", icon: <Unlink />, group: "thread" },
  {
    key: "statement",
    path: "/statement-of-applicability",
    needs: "control:read",
    icon: <ClipboardCheck />,
    clause: "6.1.3 d",
    group: "thread",
  },
  { key: "controls", path: "/controls", needs: "control:read", icon: <ShieldCheck />, clause: "Annex A", group: "thread" },
  { key: "clauses", path: "/clauses", needs: "control:read", icon: <BookMarked />, group: "thread" },
  { key: "risks", path: "/risks", needs: "risk:read", icon: <TriangleAlert />, clause: "6.1", group: "thread" },
  { key: "documents", path: "/documents", needs: "document:read", icon: <Files />, clause: "7.5", group: "thread" },
  { key: "evidence", path: "/evidence", needs: "evidence:read", icon: <FileCheck />, clause: "7.5.3", group: "thread" },
  { key: "scope", path: "/scope", needs: "scope:read", icon: <MapPinned />, clause: "4.3", group: "thread" },
  { key: "budget", path: "/budget", needs: "budget:read", icon: <Coins />, group: "thread" },
  { key: "asks", path: "/asks", needs: "ask:read", icon: <MailQuestion />, clause: "4.2 b", group: "engagement" },
  { key: "surveys", path: "/surveys", needs: "survey:read", icon: <Vote />, group: "engagement" },
  { key: "engagement", path: "/engagement", needs: "engagement:read", icon: <MessageCircle />, clause: "7.4", group: "engagement" },
  { key: "communication", path: "/communication", needs: "communication:read", icon: <Megaphone />, clause: "7.4", group: "engagement" },
  { key: "assurance", path: "/assurance", needs: "assurance:read", icon: <BadgeCheck />, group: "engagement" },
  { key: "monitoring", path: "/monitoring", needs: "criterion:read", icon: <ChartLine />, clause: "9.1", group: "engagement" },
  { key: "horizon", path: "/horizon", needs: "horizon:read", icon: <Telescope />, group: "engagement" },
  { key: "conflicts", path: "/conflicts", needs: "conflict:read", icon: <Swords />, clause: "4.2 c", group: "engagement" },
  { key: "versions", path: "/versions", needs: "version:read", icon: <Stamp />, clause: "7.5.2", group: "governance" },
  { key: "triggers", path: "/trigger-events", needs: "trigger:read", icon: <CalendarClock />, clause: "6.3", group: "governance" },
  { key: "reviews", path: "/reviews", needs: "review:read", icon: <ClipboardList />, clause: "9.3.2 c", group: "governance" },
  {
    key: "managementReviews",
    path: "/management-reviews",
    needs: "management-review:read",
    icon: <Presentation />,
    clause: "9.3",
    group: "governance",
  },
  { key: "papers", path: "/papers", needs: "paper:export", icon: <FileOutput />, clause: "7.5", group: "governance" },
  { key: "auditPacks", path: "/audit-packs", needs: "audit-pack:export", icon: <PackageCheck />, clause: "9.2", group: "governance" },
  { key: "guests", path: "/guests", needs: "guest:invite", icon: <DoorOpen />, group: "governance" },
  { key: "copies", path: "/copies", needs: "copy:read", icon: <QrCode />, clause: "7.5.3", group: "governance" },
  { key: "auditRoom", path: "/audit-room", needs: "audit-room:read", icon: <Eye />, clause: "4.2", group: "audit" },
  { key: "selfAssessment", path: "/self-assessment", needs: "self-assessment:read", icon: <ScanSearch />, group: "audit" },
  { key: "quality", path: "/quality", needs: "requirement:read", icon: <Microscope />, group: "audit" },
  { key: "auditProgramme", path: "/audit-programme", needs: "action:read", icon: <CalendarCheck />, clause: "9.2.2", group: "audit" },
  { key: "findings", path: "/findings", needs: "finding:read", icon: <SearchAlert />, clause: "10.2", group: "audit" },
  { key: "actions", path: "/actions", needs: "action:read", icon: <SquareCheckBig />, clause: "10.2", group: "audit" },
  { key: "crosswalk", path: "/crosswalk", needs: "requirement:read", icon: <Signpost />, group: "audit" },
  { key: "import", path: "/import", needs: "import:run", icon: <Download />, group: "house" },
  { key: "register", path: "/register", needs: "register:export", icon: <FileJson />, group: "house" },
  { key: "history", path: "/history", needs: "history:read", icon: <History />, group: "house" },
  { key: "members", path: "/members", needs: "member:read", icon: <Users />, group: "house" },
  { key: "settings", path: "/settings", needs: "organization:read", icon: <Settings />, group: "house" },
];

/** What the palette starts by a few letters. */
const DEEDS: readonly { key: string; path: string; needs: Permission }[] = [
  { key: "party", path: "/interested-parties/new", needs: "interested-party:create" },
  { key: "requirement", path: "/requirements/new", needs: "requirement:create" },
  { key: "source", path: "/sources/new", needs: "source:write" },
  { key: "obligation", path: "/obligations/new", needs: "obligation:write" },
  { key: "issue", path: "/context/new", needs: "context-issue:write" },
  { key: "objective", path: "/objectives/new", needs: "objective:write" },
  { key: "workshop", path: "/workshops/new", needs: "workshop:run" },
  { key: "review", path: "/reviews/new", needs: "review:write" },
  { key: "interview", path: "/interviews/new", needs: "interview:write" },
  { key: "undecided", path: "/requirements?undecided=1", needs: "requirement:read" },
  { key: "mine", path: "/requirements?owner=mine", needs: "requirement:update" },
  { key: "invite", path: "/members#invite", needs: "member:invite" },
  { key: "risk", path: "/risks/new", needs: "risk:write" },
  { key: "document", path: "/documents/new", needs: "document:write" },
  { key: "control", path: "/controls/new", needs: "control:write" },
  { key: "finding", path: "/findings/new", needs: "finding:write" },
  { key: "action", path: "/actions/new", needs: "action:write" },
  { key: "event", path: "/trigger-events/new", needs: "trigger:write" },
  { key: "myWork", path: "/my-work", needs: "organization:read" },
  { key: "myActions", path: "/actions?owner=mine&status=open", needs: "action:read" },
  { key: "evidence", path: "/evidence/new", needs: "evidence:write" },
  { key: "verify", path: "/history/verify", needs: "history:verify" },
  { key: "sample", path: "/audit-room/samples", needs: "audit-sample:draw" },
  { key: "keys", path: "/account#keys", needs: "organization:read" },
];

export default async function OrganizationLayout({ children, params }: LayoutProps) {
  // What everybody holds who may see anything of it, guests and readers of the past included.
  const access = await requireAccess((await params).organization, "interested-party:read");
  const { organizations, classification } = await shellFacts(access);
  const strip = access.can("version:read") && !access.past ? await versionStrip(access) : null;
  const urgent = access.past ? 0 : await urgentWork(access);
  const t = translator("shell");
  const past = translator("past");
  const home = `/${access.organization.slug}`;
  const slug = parseAddress(access.organization.slug)?.slug ?? access.organization.slug;
  const rooms = (group: Group): RailItem[] =>
    ROOMS.filter((room) => room.group === group && access.can(room.needs) && !(access.past && room.key === "myWork")).map(
      ({ key, path, icon, clause }) => ({
        href: home + path,
        label: t(`rooms.${key}`),
        icon,
        clause,
        exact: path === "",
        count: key === "myWork" ? urgent : undefined,
      }),
    );
  const shell = (
    <AppShell
      homeHref={home}
      groups={[
        { items: rooms("register") },
        { label: t("partiesGroup"), items: rooms("parties") },
        { label: t("requirementsGroup"), items: rooms("requirements") },
        { label: t("threadGroup"), items: rooms("thread") },
        { label: t("engagementGroup"), items: rooms("engagement") },
        { label: t("governanceGroup"), items: rooms("governance") },
        { label: t("auditGroup"), items: rooms("audit") },
        { label: t("house"), items: rooms("house") },
      ]}
      organizationSwitcher={
        <OrganizationSwitcher
          current={access.organization.name}
          organizations={organizations.map(({ slug, name }) => ({ name, href: `/${slug}`, current: slug === home.slice(1).split("~")[0] }))}
          items={access.guest ? [] : [{ label: t("newOrganization"), href: "/organizations/new", icon: <Plus /> }]}
        />
      }
      standing={strip && <Standing home={home} strip={strip} />}
      tools={
        <>
          {access.can("version:read") && <ReadAsOf slug={slug}>{past("asOf")}</ReadAsOf>}
          <RecordPalette
            slug={access.organization.slug}
            foundLabel={t("records")}
            groups={[
              {
                label: t("rooms.all"),
                entries: (["register", "parties", "requirements", "thread", "engagement", "governance", "audit", "house"] as const)
                  .flatMap(rooms)
                  .map(({ href, label, clause }) => ({ href, label, reference: clause })),
              },
              {
                label: t("deeds"),
                entries: DEEDS.filter((deed) => access.can(deed.needs)).map(({ key, path }) => ({
                  href: home + path,
                  label: t(`deed.${key}`),
                })),
              },
            ]}
          />
        </>
      }
      accountMenu={
        access.user && (
          <SessionMenu
            name={access.user.name}
            email={access.user.email}
            accountHref={`/${slug}/account`}
            words={{ account: t("account"), organizations: t("organizations"), signOut: t("signOut") }}
          />
        )
      }
      banner={
        access.past ? (
          <PastBanner
            links={
              !access.guest && (
                <>
                  <Link href={`/${slug}/past`} className="link">
                    {past("another")}
                  </Link>
                  <BackToToday slug={slug}>{past("backHere")}</BackToToday>
                </>
              )
            }
          >
            {past(access.past.versionNumber ? "bannerVersion" : "bannerDay", { label: access.past.label })}
          </PastBanner>
        ) : (
          (access.role === "auditor" || access.role === "viewer") && <ReadOnlyBanner>{t(`readOnly.${access.role}`)}</ReadOnlyBanner>
        )
      }
      print={{ organization: access.organization.name, classification, ...(access.past ? { version: access.past.label } : {}) }}
    >
      {children}
    </AppShell>
  );
  return access.user ? (
    <DraftScope person={access.user.id} organization={access.organization.id}>
      {shell}
    </DraftScope>
  ) : (
    shell
  );
}
