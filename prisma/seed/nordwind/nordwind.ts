import { enter, enterParties, enterRequirements, found, type Story } from "../story";
import { AUDITOR_JOINS, FOUNDED } from "./calendar";
import { tellConversations } from "./conversations";
import { tellHappenings } from "./happenings";
import { ISSUES } from "./issues";
import { KINDS_OF_IMPACT } from "./kinds-of-impact";
import { OBLIGATIONS } from "./obligations";
import { PARTIES } from "./parties";
import { REQUIREMENTS_OF_CLIENTS } from "./requirements-of-clients";
import { REQUIREMENTS_OF_AUTHORITIES, REQUIREMENTS_OF_OTHERS } from "./requirements-of-others";
import { SOURCES } from "./sources";

export const NORDWIND = {
  slug: "nordwind",
  name: "Nordwind Data GmbH",
  people: {
    olaf: { name: "Olaf Brandt", email: "olaf@nordwind.example" },
    mira: { name: "Mira Lindqvist", email: "mira@nordwind.example" },
    jonas: { name: "Jonas Weber", email: "jonas@nordwind.example" },
    carla: { name: "Carla Neumann", email: "carla@nordwind.example" },
    sven: { name: "Sven Ohlsen", email: "sven@nordwind.example" },
    petra: { name: "Petra Vogt", email: "petra@nordwind.example" },
    aisha: { name: "Aisha Rahman", email: "aisha@auditor.example" },
    vera: { name: "Vera Klein", email: "vera@nordwind.example" },
  },
};

/** A hosting company in Hamburg with some 140 people: its register from the first brainstorm to the weeks before the surveillance audit. */
export function tellNordwind(story: Story): void {
  found(
    story,
    FOUNDED,
    {
      ismsScope:
        "Planning, provision and operation of managed hosting and backup for clients, with the data hall in Hamburg-Billbrook, the operations centre and the staff functions that support them.",
      registerOwnerId: "@mira",
      accountableId: "@jonas",
      classification: "Confidential",
      languages: ["en", "de"],
    },
    [
      { person: "olaf", role: "owner", department: "IT" },
      { person: "mira", role: "isms-manager", department: "Information security" },
      { person: "jonas", role: "leadership", isTopManagement: true, department: "Board" },
      { person: "carla", role: "contributor", department: "Legal" },
      { person: "sven", role: "contributor", department: "Sales" },
      { person: "petra", role: "contributor", department: "HR" },
      { person: "vera", role: "viewer", department: "Operations" },
    ],
  );
  enter(story, "context-issue", ISSUES);
  enterParties(story, PARTIES);
  enter(story, "source", SOURCES);
  enter(story, "obligation", OBLIGATIONS);
  const requirements = [...REQUIREMENTS_OF_CLIENTS, ...REQUIREMENTS_OF_AUTHORITIES, ...REQUIREMENTS_OF_OTHERS];
  enterRequirements(
    story,
    requirements.map((plan) => ({ ...plan, stakes: KINDS_OF_IMPACT[plan.key] })),
  );
  story.scene(AUDITOR_JOINS, 0, (page) =>
    page.create(
      "membership",
      [{ key: "member:aisha", userId: "@aisha", role: "auditor", department: "External audit" }],
      "Surveillance audit in December",
    ),
  );
  tellConversations(story);
  tellHappenings(story);
}
