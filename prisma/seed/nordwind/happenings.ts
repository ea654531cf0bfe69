import type { Story } from "../story";
import {
  ADDENDUM,
  AUDIT_PREPARATION,
  AUTUMN_DECISIONS,
  AUTUMN_NEWS,
  CLIMATE,
  CONFIRMATIONS,
  FIRST_DECISIONS,
  HEAT_WAVE,
  INSURANCE,
  LAST_WEEK,
  LEGAL_CHECK,
  MID_YEAR_REVIEW,
  NIS2_IN_FORCE,
  SPRING_DECISIONS,
  WORKFORCE,
} from "./calendar";

/** What changed after it was written down: corrections, renewals, remarks, ends. */
export function tellHappenings(story: Story): void {
  story.scene(NIS2_IN_FORCE, 25, async (page) => {
    const reason = "The act implementing NIS 2 is in force since 6 December; the former duties of digital service providers ended with it.";
    await page.retire("bsi-old", `${reason} Replaced by the reporting duties of § 32.`);
    await page.retire("bsig-old", reason);
  });
  story.scene(FIRST_DECISIONS, 30, async (page) => {
    await page.comment(
      "q-diesel",
      "landlord-diesel",
      "Is the quantity a limit of the insurer as well? Please check before the refill plan is signed.",
    );
  });
  story.scene(
    WORKFORCE,
    40,
    async (page) => {
      await page.resolve("q-diesel", "Asked the broker: no limit of the insurer, only the lease.");
    },
    "olaf",
  );
  story.scene(WORKFORCE, 10, async (page) => {
    await page.comment(
      "q-council",
      "council-logs",
      "The works council reads 90 days as a maximum for every system. The clinics' contract says 12 months. Both cannot hold for administrators of the clinics' systems.",
    );
  });
  story.scene(SPRING_DECISIONS, 20, async (page) => {
    const reason = "Agreement on transitional services ended with the year; gateway was handed over in December.";
    await page.retire("parent-mail", reason);
    await page.retire("tsa", reason);
    await page.retire("former-parent", reason);
    await page.update(
      "bsig33",
      {
        howComplied: "Registered in February; contact points are the operations centre and Legal.",
        lastVerifiedAt: "2026-03-12",
        lastVerifiedById: "@mira",
      },
      "Registration is done",
    );
  });
  story.scene(
    CONFIRMATIONS,
    30,
    async (page) => {
      await page.comment(
        "q-clinic",
        "clinic-notice",
        "Dr. Petersen announced that the group wants 24 hours in all its contracts. Expect an addendum.",
      );
    },
    "sven",
  );
  story.scene(ADDENDUM, 0, async (page) => {
    await page.update(
      "msa-dpa",
      { edition: "1.3 with addendum 2", note: "Addendum 2 shortens the time of notice in section 8.2 to 24 hours." },
      "Addendum 2 signed by both sides",
    );
    await page.update(
      "clinic-notice",
      {
        statement: "You tell us within 24 hours after you notice an incident that touches our patient data.",
        partyWording: "Der Auftragnehmer meldet Vorfälle mit Patientendatenbezug binnen 24 Stunden nach Kenntnis.",
        translation: "The contractor reports incidents concerning patient data within 24 hours after becoming aware of them.",
        sourceLocator: "section 8.2 as amended by addendum 2",
        confirmedAt: "2026-03-24",
        confirmedBy: "Dr. Hanne Petersen",
        confirmationMethod: "Signature of addendum 2",
      },
      "Addendum 2 to the processing agreement: notice within 24 instead of 48 hours",
    );
  });
  story.scene(ADDENDUM, 8, async (page) => {
    await page.resolve("q-clinic", "Addendum 2 is signed; requirement and incident procedure are changed.");
  });
  story.scene(INSURANCE, 20, async (page) => {
    const reason = "Policy CY-91470 replaces CY-88213; the duty on virus protection is now part of its general questionnaire.";
    await page.retire("insurer-old", reason);
    await page.update(
      "insurer",
      { power: 5, note: "New policy covers extortion only with the four duties kept." },
      "Cover was tied to duties at renewal",
    );
  });
  story.scene(CLIMATE, 15, async (page) => {
    await page.update(
      "organization",
      {
        climateDecision: "relevant",
        climateRationale:
          "Cooling and power of the hall are designed for a climate that has changed: heat brought the chillers to their limit in each of the last four summers, and heavy rain cuts the access road. Grid operator, landlord and shareholders have requirements that follow from it.",
        climateDecidedAt: "2026-04-28",
        climateDecidedById: "@mira",
      },
      "Determination on climate change, discussed with the managing directors",
      "determine-climate",
    );
    await page.update("utilities", { issueIds: ["@one-site", "@heat"] }, "Linked with the new issue of heat");
    await page.update("landlord", { issueIds: ["@one-site", "@heat", "@flood"] }, "Linked with the new issues of heat and flood");
    await page.update("clinics", { issueIds: ["@health-growth"] }, "Linked with the issue of hospitals moving out");
    await page.update("employees", { issueIds: ["@few-engineers", "@heat"] }, "Work in the hall on hot days");
  });
  story.scene(MID_YEAR_REVIEW, 20, async (page) => {
    // Landlord, grid operator and carriers are left out: their review is overdue, which somebody should find.
    for (const key of [
      "clinics",
      "bank",
      "customers",
      "data-subjects",
      "dpa",
      "bsi",
      "certifier",
      "insurer",
      "employees",
      "works-council",
      "board",
      "ransomware",
    ]) {
      await page.update(key, { lastReviewedAt: "2026-06-16" }, "Half-year review: nothing has changed", "review");
    }
  });
  story.scene(MID_YEAR_REVIEW, 12, async (page) => {
    for (const key of ["shareholders", "backup-cloud", "cleaners"])
      await page.update(key, { lastReviewedAt: "2026-06-16" }, "Half-year review: nothing has changed", "review");
    await page.update(
      "works-council",
      { support: 0, engagementCurrent: "neutral" },
      "After the agreement on this register's history the talks are easier",
      "update",
    );
  });
  story.scene(HEAT_WAVE, 10, async (page) => {
    await page.update(
      "heat",
      {
        description:
          "The chillers were designed for 36 °C outside. Each of the last five summers had days above that; this August the hall reached 31 °C inside for two hours.",
      },
      "Heat wave of this month",
    );
    await page.comment(
      "q-heat",
      "utilities-load",
      "Worked, but the order of shutdown put the portal before two internal test systems. Order needs a second look.",
    );
  });
  story.scene(AUTUMN_DECISIONS, 25, async (page) => {
    await page.resolve("q-heat", "Order of shutdown corrected; test systems go first.");
    await page.update(
      "carriers",
      { power: 4, note: "Down to one carrier until the new transit agreement is signed." },
      "Transit agreement of Hansenetz ended in August",
    );
  });
  story.scene(LEGAL_CHECK, 0, async (page) => {
    const verified = { lastVerifiedAt: "2026-10-06", lastVerifiedById: "@carla" };
    // "tdddg" is left out.
    for (const key of ["gdpr28", "gdpr32", "gdpr33", "gdpr-rights", "bdsg38", "hgb", "betrvg", "stgb203", "sgb393", "enefg"]) {
      await page.update(key, verified, "Yearly check of the legal register: text unchanged for us", "verify");
    }
  });
  story.scene(LEGAL_CHECK, 35, async (page) => {
    const verified = { lastVerifiedAt: "2026-10-06", lastVerifiedById: "@carla" };
    for (const key of ["bsig30", "bsig32", "bsig33", "bsig38", "reg2690"])
      await page.update(key, verified, "Yearly check of the legal register", "verify");
    await page.update(
      "hgb",
      { howComplied: "Archive system with write protection; deletion by class since this year." },
      "Deletion by class was switched on",
    );
  });
  story.scene(AUTUMN_NEWS, 20, async (page) => {
    await page.comment(
      "q-safe",
      "customer-safe",
      "Asked four of the customers what they would notice. Two said: to hear of it first from us. The others could not say.",
    );
  });
  story.scene(AUDIT_PREPARATION, 20, async (page) => {
    await page.update(
      "board-recovery",
      { fulfilmentNote: "Exercise in May took 31 hours: no second hall. Contract for a replacement hall is with the board." },
      "State before the surveillance audit",
    );
    await page.update(
      "organization",
      {
        ismsScope:
          "Planning, provision and operation of managed hosting and backup for clients, with the data hall in Hamburg-Billbrook, the operations centre and the staff functions that support them. Resale of public cloud is not part of it.",
      },
      "Wording agreed with the certification body",
    );
  });
  story.scene(AUDIT_PREPARATION, 15, async (page) => {
    await page.comment("q-hardware", "hardware", "Scores are still those of the template. Olaf, please have a look before the audit.");
  });
  story.scene(LAST_WEEK, 0, async (page) => {
    await page.update(
      "clinic-restore",
      { fulfilmentNote: "November exercise: all three hospitals restored, protocol of Kinderklinik am Deich is not signed yet." },
      "November exercise",
    );
    await page.resolve("q-safe", "Stays a wish until the advisory board names what it would notice.");
  });
}
