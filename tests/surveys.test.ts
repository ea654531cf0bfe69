import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { addDays } from "@/domain/dates";
import { MOST_QUESTIONS, MOST_RECIPIENTS } from "@/domain/survey";
import { createParty } from "@/features/interested-parties/mutations";
import { newParty } from "@/features/interested-parties/schema";
import { withdrawMail } from "@/features/mail/mutations";
import { getRequirement } from "@/features/requirements/queries";
import * as actions from "@/features/surveys/actions";
import { answeredCookie, answerSurvey, openSurveyLink } from "@/features/surveys/answering";
import * as surveys from "@/features/surveys/mutations";
import { commonAddress, getSurvey, listSurveys, responsesByParty, surveyAnswers, surveyInvitations } from "@/features/surveys/queries";
import { resultsFile } from "@/features/surveys/results-file";
import { invitingInput, newSurvey, openingInput, questionInput, surveyChange, surveyUse } from "@/features/surveys/schema";
import { lockedSurvey } from "@/features/surveys/stored";
import { SURVEY_TABLE } from "@/features/surveys/table";
import { parseTableState } from "@/lib/table-state";
import type { Access } from "@/server/access-value";
import { setClock, today } from "@/server/clock";
import { Forbidden, Invalid, NotFound, Refused } from "@/server/errors";
import { change, type RecordWriter } from "@/server/record";
import { withRequest } from "@/server/request";
import { hashToken } from "@/server/sessions";
import { meanwhile } from "./support/meanwhile";
import { engine, openWorld } from "./support/world";

const world = openWorld();

describe.skipIf(world.skip)("surveys of Nordwind", () => {
  let mira: Access;
  let staff: { id: string; ref: string };
  let clients: { id: string; ref: string };
  let thieves: { id: string; ref: string };

  const party = (name: string, more: Partial<z.input<typeof newParty>> = {}) =>
    newParty.parse({ name, category: "external", kind: "group", ...more });
  const begin = (more: Partial<z.input<typeof newSurvey>> = {}) =>
    surveys.createSurvey(
      mira,
      newSurvey.parse({ title: "What do you need?", partyIds: [staff.id], closesOn: addDays(today(), 14), ...more }),
    );
  const open = (survey: { id: string; version: number }, more: Partial<z.input<typeof openingInput>> = {}) =>
    surveys.openSurvey(mira, openingInput.parse({ id: survey.id, version: survey.version, ...more }));
  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => "was taken",
      (error: unknown) => {
        if (error instanceof NotFound) return "not found";
        return error instanceof Refused ? error.code : error instanceof Invalid ? error.fieldErrors : String(error);
      },
    );
  const tokenOf = (address: string | null) => address!.split("/").at(-1)!;
  const named = async (pasted: string, more: Partial<z.input<typeof newSurvey>> = {}) => {
    const survey = await open(await begin(more), { pasted });
    const invitations = await surveyInvitations(mira, survey.id);
    return { ...survey, tokens: invitations.map(({ address }) => tokenOf(address)) };
  };
  const anonymous = async (more: Partial<z.input<typeof newSurvey>> = {}, who: Partial<z.input<typeof openingInput>> = {}) => {
    const survey = await open(await begin({ anonymous: true, ...more }), who);
    return { ...survey, token: tokenOf(await commonAddress(mira, survey.id)) };
  };
  const say = async (token: string, text: string, more: { answeredHere?: boolean; stamp?: number | null; responseId?: string } = {}) => {
    const shown = await openSurveyLink(token);
    const answers = Object.fromEntries((shown?.questions ?? []).map(({ id }, index) => [id, index === 0 ? text : ""]));
    return answerSurvey(
      { token, responseId: more.responseId ?? randomUUID(), stamp: more.stamp ?? null, answers },
      more.answeredHere ?? false,
    );
  };

  const linkOf = async (token: string) => {
    const links = await world.sql<{ id: string }>("SELECT id FROM party_link WHERE token_hash = $1", [hashToken(token.split(".")[1]!)]);
    return links[0]!.id;
  };

  beforeAll(async () => {
    mira = await world.as("mira");
    staff = await createParty(mira, party("Staff", { category: "internal" }));
    clients = await createParty(mira, party("Clients"));
    thieves = await createParty(mira, party("Thieves", { adverse: true }));
  });

  it("begin with the four questions, are built from the bank and own ones, and put in order", async () => {
    const { id, ref } = await begin();
    expect(ref).toMatch(/^SUR-\d+$/);
    expect((await getSurvey(mira, ref))!.questions.map(({ questionKey }) => questionKey)).toEqual([
      "general-1",
      "general-2",
      "general-3",
      "general-4",
    ]);
    expect(await surveys.addFromBank(mira, { surveyId: id, keys: ["general-4", "general-13"] })).toEqual({ added: 1 });
    expect(await refusal(surveys.addFromBank(mira, { surveyId: id, keys: ["no-such"] }))).toBe("interview-unknown_question");
    await surveys.saveQuestion(
      mira,
      questionInput.parse({ surveyId: id, question: "How often?", kind: "choice", options: "Weekly\nMonthly\nWeekly" }),
    );
    expect(questionInput.safeParse({ surveyId: id, question: "How often?", kind: "choice", options: "Weekly" }).success).toBe(false);
    const own = (await getSurvey(mira, ref))!.questions.at(-1)!;
    expect(own).toMatchObject({ question: "How often?", options: ["Weekly", "Monthly"], questionKey: "" });
    await surveys.moveQuestion(mira, { id: own.id, version: own.version, direction: "up" });
    const first = (await getSurvey(mira, ref))!.questions[0]!;
    await surveys.removeQuestion(mira, { id: first.id, version: first.version });
    expect((await getSurvey(mira, ref))!.questions.map(({ questionKey, question }) => questionKey || question)).toEqual([
      "general-2",
      "general-3",
      "general-4",
      "How often?",
      "general-13",
    ]);
  });

  it("never ask adverse parties, and open only when they are ready", async () => {
    expect(await refusal(begin({ partyIds: [thieves.id] }))).toHaveProperty("partyIds");
    const bare = await begin({ startWith: "nothing" });
    expect(await refusal(open(bare, { pasted: "a@example.org" }))).toBe("survey-no_questions");
    const dayless = await begin({ closesOn: "" });
    expect(await refusal(open(dayless, { pasted: "a@example.org" }))).toBe("survey-no_closing_day");
    const ready = await begin({ partyIds: [staff.id, clients.id] });
    expect(await refusal(open(ready))).toBe("survey-nobody_asked");
    expect(await refusal(open(ready, { pasted: "Ada <ada@example.org>\nnobody" }))).toEqual({
      pasted: "Line 2: “nobody” is not one mail address.",
    });
    await world.sql("UPDATE interested_party SET adverse = true WHERE id = $1", [clients.id]);
    expect(await refusal(open(ready, { pasted: "a@example.org" }))).toBe("survey-adverse");
    await world.sql("UPDATE interested_party SET adverse = false WHERE id = $1", [clients.id]);
    const vera = await world.as("vera");
    expect(await commonAddress(vera, ready.id)).toBeNull();
    expect(await withRequest(await world.request("carla"), () => actions.openSurvey("nordwind", {}))).toMatchObject({ kind: "forbidden" });
  });

  it("named: one link a person, answered once, changed until it closes", async () => {
    const survey = await named("Ada Lovelace <ada@example.org>\nGrace <grace@example.org>", { introduction: "We want to know." });
    expect(survey.invited).toBe(2);
    const mails = await world.sql(
      "SELECT to_email, subject, body, link_id, entity FROM mail_message WHERE kind = 'survey' ORDER BY to_email",
    );
    expect(mails.slice(-2)).toMatchObject([
      { to_email: "ada@example.org", subject: expect.stringContaining("What do you need?"), entity: "survey-invitation" },
      { to_email: "grace@example.org" },
    ]);
    expect(mails[0]!.body).toContain("{link}");
    expect(mails[0]!.body).toContain("We want to know.");
    const token = survey.tokens[0]!;
    const shown = (await openSurveyLink(token))!;
    expect(shown).toMatchObject({ organization: "Nordwind Data GmbH", recipient: "Ada Lovelace", anonymous: false, own: null });
    const script = "<script>alert('hello')</script>";
    expect(await say(token, script)).toMatchObject({ state: "taken" });
    expect(await say(token, "Another person with the same link")).toEqual({ state: "already" });
    const again = (await openSurveyLink(token))!;
    expect(again.own).toMatchObject({ answeredOn: today() });
    expect(await say(token, "We want to hear within a day", { stamp: again.own!.stamp })).toMatchObject({ state: "taken" });
    expect(await say(token, "From a window that was left open", { stamp: again.own!.stamp })).toEqual({ state: "already" });
    expect((await surveyAnswers(mira, survey.id)).map(({ answer, respondent }) => [answer, respondent])).toEqual([
      ["We want to hear within a day", "Ada Lovelace"],
    ]);
    expect(await surveyInvitations(mira, survey.id)).toMatchObject([{ status: "waiting" }, { status: "answered" }]);
    expect(await world.sql("SELECT type, origin, participants FROM engagement WHERE origin_ref = $1", [survey.ref])).toEqual([
      { type: "survey", origin: "survey", participants: "Ada Lovelace" },
    ]);
    // The same sending once more, because its answer got lost on the way.
    const responseId = randomUUID();
    const [, grace] = survey.tokens;
    expect(await say(grace!, "Mine", { responseId })).toMatchObject({ state: "taken" });
    expect(await say(grace!, "Mine", { responseId })).toMatchObject({ state: "taken" });
    expect(await refusal(surveys.remindSurvey(mira, survey))).toBe("survey-nobody_left");
  });

  it("say what is wrong with an answer and take nothing of it", async () => {
    const survey = await anonymous();
    const shown = (await openSurveyLink(survey.token))!;
    expect(await say(survey.token, "x".repeat(50_000))).toEqual({ state: "faults", faults: { [shown.questions[0]!.id]: "too_long" } });
    expect(await surveyAnswers(mira, survey.id)).toEqual([]);
    const sent = await withRequest(await world.request(null), () =>
      actions.answerSurvey({
        token: survey.token,
        responseId: randomUUID(),
        answers: { [shown.questions[0]!.id]: "x".repeat(50_000) },
      }),
    );
    expect(sent).toMatchObject({ ok: true, data: { state: "faults" } });
  });

  it("anonymous: nothing that is stored links a person and an answer", async () => {
    const survey = await anonymous({}, { pasted: "Ada Lovelace <ada@example.org>\nGrace <grace@example.org>" });
    const [{ links }] = (await world.sql<{ links: number }>(
      "SELECT count(DISTINCT link_id)::int AS links FROM survey_invitation WHERE survey_id = $1",
      [survey.id],
    )) as [{ links: number }];
    expect(links).toBe(1);
    expect(await say(survey.token, "A secret opinion")).toMatchObject({ state: "taken", anonymous: true });
    expect(await say(survey.token, "Second from this browser", { answeredHere: true })).toEqual({ state: "already" });
    const [response] = await world.sql("SELECT * FROM survey_response WHERE survey_id = $1", [survey.id]);
    expect(response).toMatchObject({ invitation_id: null, respondent: "" });
    const day = `${today()}T00:00:00.000Z`;
    const answers = await world.sql("SELECT * FROM survey_answer WHERE response_id = $1", [response!.id]);
    for (const row of [response!, ...answers]) {
      expect([row.created_at.toISOString(), row.updated_at.toISOString()]).toEqual([day, day]);
      // Version 4: drawn at random; version 7 would tell the millisecond.
      expect(row.id[14]).toBe("4");
    }
    // The whole database, row by row: nowhere does the answer stand beside one of those who were asked, and nothing of them moved with it.
    const tables = await world.sql<{ name: string }>(
      "SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'organization_id'",
    );
    for (const { name } of tables) {
      const rows = await world.sql<{ text: string }>(`SELECT row_to_json(t)::text AS text FROM "${name}" t`);
      for (const { text } of rows)
        if (text.includes("A secret opinion") || text.includes(response!.id)) {
          expect(text).not.toMatch(/ada@example|Ada Lovelace|grace@example|192\.0\.2\.7/i);
        }
    }
    expect(await surveyInvitations(mira, survey.id)).toMatchObject([
      { status: "waiting", answeredOn: null, address: null },
      { status: "waiting", answeredOn: null, address: null },
    ]);
    const entries = await world.sql(
      "SELECT e.actor_id, e.actor_kind, p.payload FROM history_entry e JOIN history_payload p USING (organization_id, sequence) WHERE e.entity_id = $1",
      [response!.id],
    );
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({ actor_id: null, actor_kind: "token" });
    expect(entries[0]!.payload).toContain(`Anonymous answer to ${survey.ref}`);
    await surveys.closeSurvey(mira, { id: survey.id, version: (await getSurvey(mira, survey.ref))!.version, reason: "" });
    expect(await world.sql("SELECT summary, participants FROM engagement WHERE origin_ref = $1", [survey.ref])).toEqual([
      { summary: expect.stringContaining("One answer in all."), participants: "" },
    ]);
  });

  it("anonymous: parties get links of their own only where nobody is made out", async () => {
    const lines = (name: string, count: number) => Array.from({ length: count }, (_, index) => `${name}${index}@example.org`).join("\n");
    const begun = await begin({ anonymous: true, partyIds: [staff.id, clients.id] });
    const survey = await open(begun, { pasted: lines("few", 2), pastedPartyId: staff.id });
    await surveys.inviteMore(mira, invitingInput.parse({ id: survey.id, pasted: lines("late", 5), pastedPartyId: clients.id }));
    expect(await world.sql("SELECT DISTINCT link_id FROM survey_invitation WHERE survey_id = $1", [survey.id])).toHaveLength(1);
    expect(await say(tokenOf(await commonAddress(mira, survey.id)), "x")).toMatchObject({ state: "taken" });
    expect(await responsesByParty(mira, survey.id)).toEqual(new Map([[null, 1]]));
  });

  it("show one and the same nothing for closed, expired, withdrawn, foreign and invented links", async () => {
    const survey = await named("Ada <ada@example.org>\nBob <bob@example.org>");
    const [ada, bob] = survey.tokens as [string, string];
    const invitations = await surveyInvitations(mira, survey.id);
    const first = invitations.find(({ address }) => tokenOf(address) === ada)!;
    await surveys.revokeInvitation(mira, { id: first.id, version: first.version, reason: "" });
    expect(await openSurveyLink(ada)).toBeNull();
    expect(await openSurveyLink(bob)).not.toBeNull();
    expect(await openSurveyLink(bob.replace(world.nordwind.id, world.kestrel.id))).toBeNull();
    expect(await openSurveyLink(`${world.nordwind.id}.${"A".repeat(43)}`)).toBeNull();
    expect(await openSurveyLink("rubbish")).toBeNull();
    // Who was asked by name is never taken into a survey that promises the opposite.
    await world.sql("UPDATE survey SET anonymous = true WHERE id = $1", [survey.id]);
    expect(await openSurveyLink(bob)).toBeNull();
    await world.sql("UPDATE survey SET anonymous = false WHERE id = $1", [survey.id]);
    // Another link stands with the invitation by now.
    await world.sql("UPDATE survey_invitation SET link_id = $2 WHERE survey_id = $1", [survey.id, await linkOf(ada)]);
    expect(await openSurveyLink(bob)).toBeNull();
    await world.sql("UPDATE survey_invitation SET link_id = $3 WHERE survey_id = $1 AND id <> $2", [
      survey.id,
      first.id,
      await linkOf(bob),
    ]);
    const { closesOn } = (await getSurvey(mira, survey.ref))!;
    setClock(new Date(`${addDays(closesOn!, 1)}T00:00:01Z`));
    try {
      expect(await openSurveyLink(bob)).toBeNull();
      expect(await say(bob, "late")).toEqual({ state: "gone" });
    } finally {
      setClock(null);
    }
    const { version } = (await getSurvey(mira, survey.ref))!;
    await surveys.closeSurvey(mira, { id: survey.id, version, reason: "" });
    expect(await openSurveyLink(bob)).toBeNull();
    expect(await refusal(surveys.inviteMore(mira, invitingInput.parse({ id: survey.id, pasted: "c@example.org" })))).toBe(
      "survey-not_open",
    );
  });

  it("keep the words that people answer to, and refuse what comes too late or belongs elsewhere", async () => {
    const survey = await named("Ada <ada@example.org>\nBob <bob@example.org>");
    const at = async (ref: string) => {
      const { id, version } = (await getSurvey(mira, ref))!;
      return { id, version, reason: "So" };
    };
    const { questions, closesOn } = (await getSurvey(mira, survey.ref))!;
    const change = async (ref: string, more: object = {}) =>
      surveyChange.parse({ ...(await at(ref)), title: "Other", partyIds: [staff.id], closesOn, ...more });
    const question = (surveyId: string, more: object = {}) => questionInput.parse({ surveyId, question: "Else?", kind: "text", ...more });
    const { id: questionId, version } = questions[0]!;
    // What is open stands.
    expect(await refusal(surveys.updateSurvey(mira, await change(survey.ref)))).toBe("survey-not_draft");
    expect(await refusal(surveys.saveQuestion(mira, question(survey.id)))).toBe("survey-not_draft");
    expect(await refusal(surveys.addFromBank(mira, { surveyId: survey.id, keys: ["general-13"] }))).toBe("survey-not_draft");
    expect(await refusal(surveys.removeQuestion(mira, { id: questionId, version }))).toBe("survey-not_draft");
    expect(await refusal(surveys.retireSurvey(mira, await at(survey.ref)))).toBe("survey-open");
    expect(await refusal(surveys.markResultsRead(mira, await at(survey.ref)))).toBe("survey-not_closed");
    expect(await refusal(surveys.moveClosing(mira, { ...(await at(survey.ref)), closesOn: addDays(today(), -1) }))).toHaveProperty(
      "closesOn",
    );
    const more = (input: object) => surveys.inviteMore(mira, invitingInput.parse({ id: survey.id, ...input }));
    expect(await refusal(more({ pasted: "ADA@example.org" }))).toBe("survey-nobody_asked");
    expect(await refusal(more({ pasted: "c@example.org", pastedPartyId: clients.id }))).toHaveProperty("pastedPartyId");
    expect(await refusal(more({ contactIds: [randomUUID()] }))).toHaveProperty("contactIds");
    const many = Array.from({ length: MOST_RECIPIENTS - 1 }, (_, index) => `n${index}@example.org`).join("\n");
    expect(await refusal(more({ pasted: many }))).toBe("survey-too_many_recipients");
    // A link is withdrawn once, and not after it was answered; another closing day opens none again.
    await say(survey.tokens[0]!, "Mine");
    for (const invitation of await surveyInvitations(mira, survey.id)) {
      const target = { id: invitation.id, version: invitation.version, reason: "" };
      if (invitation.status !== "answered") target.version = (await surveys.revokeInvitation(mira, target)).version;
      expect(await refusal(surveys.revokeInvitation(mira, target))).toBe("survey-invitation_settled");
    }
    await surveys.moveClosing(mira, { ...(await at(survey.ref)), closesOn: addDays(today(), 30) });
    expect(await openSurveyLink(survey.tokens[1]!)).toBeNull();
    const shared = await anonymous({}, { pasted: "Ada <ada@example.org>" });
    const [invitation] = await surveyInvitations(mira, shared.id);
    expect(await refusal(surveys.revokeInvitation(mira, { id: invitation!.id, version: invitation!.version, reason: "" }))).toBe(
      "survey-link_is_shared",
    );
    // A draft takes its own questions only, so many of them, and parties that are still there.
    const draft = await begin();
    const own = (await getSurvey(mira, draft.ref))!.questions[0]!;
    expect(await refusal(surveys.saveQuestion(mira, question(draft.id, { questionId, version })))).toBe("not found");
    const { version: removed } = await surveys.removeQuestion(mira, { id: own.id, version: own.version });
    expect(await refusal(surveys.saveQuestion(mira, question(draft.id, { questionId: own.id, version: removed })))).toBe("not found");
    expect(await refusal(surveys.removeQuestion(mira, { id: own.id, version: removed }))).toBe("not found");
    await world.sql(
      `INSERT INTO survey_question SELECT (jsonb_populate_record(q, jsonb_build_object('id', gen_random_uuid(), 'position', n))).*
         FROM survey_question q, generate_series(4, $2::int) n WHERE q.survey_id = $1 AND q.position = 1`,
      [draft.id, MOST_QUESTIONS],
    );
    expect(await refusal(surveys.saveQuestion(mira, question(draft.id)))).toBe("survey-too_many_questions");
    expect(await refusal(surveys.addFromBank(mira, { surveyId: draft.id, keys: ["general-13"] }))).toBe("survey-too_many_questions");
    const gone = await createParty(mira, party("Gone"));
    await world.sql("UPDATE interested_party SET status = 'retired', retired_at = current_date WHERE id = $1", [gone.id]);
    expect(await refusal(begin({ partyIds: [gone.id] }))).toHaveProperty("partyIds");
    expect(await refusal(surveys.closeSurvey(mira, await at(draft.ref)))).toBe("survey-not_open");
    expect(await refusal(surveys.moveClosing(mira, { ...(await at(draft.ref)), closesOn: today() }))).toBe("survey-not_open");
    await surveys.retireSurvey(mira, await at(draft.ref));
    expect(await refusal(surveys.retireSurvey(mira, await at(draft.ref)))).toBe("survey-retired");
    expect(await refusal(surveys.updateSurvey(mira, await change(draft.ref)))).toBe("survey-retired");
  });

  it("an answer is used only as the words of a party that was asked and may be heard", async () => {
    const survey = await anonymous({ partyIds: [staff.id, clients.id] });
    await say(survey.token, "Less noise");
    const answers = await surveyAnswers(mira, survey.id);
    const use = { kind: "new-requirement", statement: "Less noise", strength: "expectation" };
    const apply = (answer: { id: string; version: number } | undefined, partyId: string) =>
      refusal(surveys.applySurveyAnswer(mira, surveyUse.parse({ answerId: answer!.id, version: answer!.version, use, partyId })));
    const said = answers.find(({ answer }) => answer !== "");
    const [silent] = await world.sql<{ id: string; version: number }>(
      "SELECT a.id, a.version FROM survey_answer a JOIN survey_response r ON r.id = a.response_id WHERE r.survey_id = $1 AND a.answer = ''",
      [survey.id],
    );
    expect(await apply(silent, clients.id)).toBe("interview-no_answer");
    expect(await apply(said, thieves.id)).toBe("not found");
    const set = (values: string) => world.sql(`UPDATE interested_party SET ${values} WHERE id = $1`, [clients.id]);
    await set("adverse = true");
    expect(await apply(said, clients.id)).toBe("survey-adverse");
    await set("adverse = false, status = 'retired', retired_at = current_date");
    expect(await apply(said, clients.id)).toBe("party-retired");
    await set("status = 'candidate', retired_at = NULL");
    expect(await apply(said, clients.id)).toBe("was taken");
    // Nor does the log tell that an adversary was asked.
    await set("adverse = true");
    await surveys.closeSurvey(mira, { id: survey.id, version: (await getSurvey(mira, survey.ref))!.version, reason: "" });
    expect(await world.sql("SELECT party_id FROM engagement WHERE origin_ref = $1", [survey.ref])).toEqual([{ party_id: staff.id }]);
    await set("adverse = false");
  });

  it.skipIf(engine === "embedded")("take no answer that was under way when the survey was closed or the link withdrawn", async () => {
    const closing = await anonymous();
    const { version } = (await getSurvey(mira, closing.ref))!;
    const close = () => surveys.closeSurvey(mira, { id: closing.id, version, reason: "" });
    expect(await meanwhile(world, mira, close, () => say(closing.token, "Late"))).toEqual({ state: "gone" });
    const survey = await named("Ada <ada@example.org>");
    const [invitation] = await surveyInvitations(mira, survey.id);
    const withdraw = async (record: RecordWriter) => {
      await lockedSurvey(record, survey.id);
      await surveys.revokeInvitation(mira, { id: invitation!.id, version: invitation!.version, reason: "" });
    };
    expect(await meanwhile(world, mira, withdraw, () => say(survey.tokens[0]!, "Late"))).toEqual({ state: "gone" });
    expect(await surveyInvitations(mira, survey.id)).toMatchObject([{ status: "revoked" }]);
    expect(await surveyAnswers(mira, survey.id)).toEqual([]);
  });

  it("an answer becomes a requirement with the survey as its source, or a candidate", async () => {
    const survey = await named("Ada Lovelace <ada@example.org>");
    await say(survey.tokens[0]!, "We want to hear of an incident within 24 hours");
    const [answer] = await surveyAnswers(mira, survey.id);
    const use = { kind: "new-requirement", statement: "Report incidents within 24 hours", strength: "expectation" };
    const made = await surveys.applySurveyAnswer(mira, surveyUse.parse({ answerId: answer!.id, version: answer!.version, use }));
    const requirement = (await getRequirement(mira, made.made.ref))!;
    expect(requirement.values).toMatchObject({
      sourceType: "survey",
      elicitationMethod: "survey",
      sourceRef: `${survey.ref}, Ada Lovelace`,
      partyWording: "We want to hear of an incident within 24 hours",
      elicitedAt: today(),
    });
    const candidate = { kind: "new-party", name: "Works council of the clinics", category: "external", partyKind: "group" };
    await surveys.applySurveyAnswer(mira, surveyUse.parse({ answerId: answer!.id, version: made.version, use: candidate }));
    expect((await surveyAnswers(mira, survey.id))[0]!.usedFor).toEqual([
      `requirement ${made.made.ref}`,
      expect.stringMatching(/^interested-party IP-/),
    ]);
    await expect(
      surveys.applySurveyAnswer(await world.as("carla"), surveyUse.parse({ answerId: answer!.id, version: 3, use })),
    ).resolves.toBeDefined();
    await expect(
      surveys.applySurveyAnswer(await world.as("vera"), surveyUse.parse({ answerId: answer!.id, version: 4, use })),
    ).rejects.toBeInstanceOf(Forbidden);
    // Of an anonymous answer of several parties somebody says whose words it is.
    const other = await anonymous({ partyIds: [staff.id, clients.id] });
    await say(other.token, "Less paper");
    const [said] = await surveyAnswers(mira, other.id);
    const input = { answerId: said!.id, version: said!.version, use };
    expect(await refusal(surveys.applySurveyAnswer(mira, surveyUse.parse(input)))).toBe("survey-whose_answer");
    expect(await surveys.applySurveyAnswer(mira, surveyUse.parse({ ...input, partyId: clients.id }))).toMatchObject({
      made: { entity: "requirement" },
    });
  });

  it("are reminded once before and closed once after the last day, however often the day's work runs", async () => {
    const survey = await named("Ada <ada@example.org>\nBob <bob@example.org>", { remindDays: 7 });
    await say(survey.tokens[0]!, "Mine");
    const reminders = () =>
      world.sql(
        "SELECT m.to_email FROM mail_message m JOIN survey_invitation i ON i.id = m.record_id WHERE i.survey_id = $1 AND m.kind = 'survey-reminder'",
        [survey.id],
      );
    const { closesOn } = (await getSurvey(mira, survey.ref))!;
    await surveys.runDaily(mira);
    expect(await reminders()).toEqual([]);
    try {
      setClock(new Date(`${addDays(closesOn!, -7)}T08:00:00Z`));
      await Promise.all([surveys.runDaily(mira), surveys.runDaily(mira)]);
      // The clock goes back an hour.
      setClock(new Date(`${addDays(closesOn!, -7)}T07:00:00Z`));
      await surveys.runDaily(mira);
      expect(await reminders()).toEqual([{ to_email: "bob@example.org" }]);
      setClock(new Date(`${closesOn}T23:00:00Z`));
      await surveys.runDaily(mira);
      expect((await getSurvey(mira, survey.ref))!.status).toBe("open");
      setClock(new Date(`${addDays(closesOn!, 1)}T00:10:00Z`));
      await Promise.all([surveys.runDaily(mira), surveys.runDaily(mira)]);
      expect((await getSurvey(mira, survey.ref))!.status).toBe("closed");
    } finally {
      setClock(null);
    }
    const list = await listSurveys(mira, parseTableState(new URLSearchParams("status=closed"), SURVEY_TABLE));
    expect(list.rows.find(({ ref }) => ref === survey.ref)).toMatchObject({ asked: 2, answers: 1 });
  });

  it("write what became of a mail on the invitation, without taking an answer back", async () => {
    const survey = await named("Ada <ada@example.org>");
    const [invitation] = await surveyInvitations(mira, survey.id);
    const settle = (status: "sent" | "bounced", problem = "") =>
      change(mira, (record) =>
        surveys.mailSettled(record, { id: randomUUID(), recordId: invitation!.id, kind: "survey", status, problem, sentAt: new Date() }),
      );
    await settle("sent");
    expect((await surveyInvitations(mira, survey.id))[0]).toMatchObject({ status: "sent", sentOn: today() });
    await settle("bounced", "mailbox full");
    expect((await surveyInvitations(mira, survey.id))[0]).toMatchObject({ status: "refused", problem: "mailbox full" });
    await say(survey.tokens[0]!, "Mine");
    await settle("bounced", "mailbox full");
    expect((await surveyInvitations(mira, survey.id))[0]).toMatchObject({ status: "answered" });
  });

  it("say that the mail was taken back by hand; it goes once more with the same link", async () => {
    const survey = await named("Ada <ada@example.org>");
    const row = async () => (await surveyInvitations(mira, survey.id))[0]!;
    const { id, address } = await row();
    const mails = () =>
      world.sql<{ id: string; status: string }>("SELECT id, status FROM mail_message WHERE record_id = $1 ORDER BY id", [id]);
    await expect(surveys.mailInvitationAgain(mira, { id, version: (await row()).version, reason: "" })).rejects.toThrow(
      "survey-mail_not_to_repeat",
    );
    await withdrawMail(mira, { id: (await mails())[0]!.id });
    expect(await row()).toMatchObject({ status: "refused", problem: "It was taken back by hand before it left." });
    await surveys.mailInvitationAgain(mira, { id, version: (await row()).version, reason: "" });
    expect(await row()).toMatchObject({ status: "waiting", problem: "", address });
    expect((await mails()).map(({ status }) => status)).toEqual(["withdrawn", "waiting"]);
  });

  it("leave as a file: named with person and day, anonymous without", async () => {
    const file = async (ref: string, format = "csv", of = "") => {
      const address = `http://127.0.0.1:3999/nordwind/surveys/${ref}/export?format=${format}&party=${of}`;
      const answer = await resultsFile(mira, new Request(address), ref);
      return new TextDecoder().decode(await answer.arrayBuffer());
    };
    const open = await named("Ada Lovelace <ada@example.org>");
    await say(open.tokens[0]!, '=cmd("x")');
    const csv = await file(open.ref);
    expect(csv).toContain("Ada Lovelace");
    expect(csv).toContain(today());
    expect(csv).not.toMatch(/(^|[,;"])=cmd/m);
    const hidden = await anonymous({ partyIds: [staff.id, clients.id] }, { pasted: "Ada Lovelace <ada@example.org>" });
    await say(hidden.token, "Nobody knows it was me");
    const words = await file(hidden.ref);
    expect(words).toContain("Nobody knows it was me");
    expect(words).not.toContain("Staff");
    expect(words).not.toContain(today());
    // The answers of one party alone would say who gave them where they are few.
    await world.sql("UPDATE survey_response SET party_id = $1 WHERE survey_id = $2", [staff.id, hidden.id]);
    await say(hidden.token, "Nor me");
    const narrowed = await file(hidden.ref, "csv", staff.ref!);
    expect(narrowed).toContain("Nobody knows it was me");
    expect(narrowed).toContain("Nor me");
    expect((await file(open.ref, "xlsx")).startsWith("PK")).toBe(true);
    await expect(file(open.ref, "pdf")).rejects.toBeInstanceOf(Invalid);
    const [entry] = await world.sql("SELECT entity_ref FROM history_entry WHERE entity = 'survey-answer' ORDER BY sequence DESC LIMIT 1");
    expect(entry!.entity_ref).toBe("");
  });

  it("give a cookie that names nobody, and keep out the second answer of the same browser", async () => {
    const survey = await anonymous();
    const shown = (await openSurveyLink(survey.token))!;
    const name = answeredCookie(shown.id);
    const facts = await world.request(null, { cookie: (wanted) => (wanted === name ? "answered" : undefined) });
    const input = { token: survey.token, responseId: randomUUID(), answers: { [shown.questions[0]!.id]: "again" } };
    expect(await withRequest(facts, () => actions.answerSurvey(input))).toEqual({ ok: true, data: { state: "already" } });
    expect(name).not.toContain(survey.token);
    // Other browsers are taken, up to where somebody plays with the link.
    expect(await say(survey.token, "Mine")).toMatchObject({ state: "taken" });
    await world.sql(
      `INSERT INTO survey_response SELECT (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid()))).*
         FROM survey_response r, generate_series(2, 5000) WHERE r.survey_id = $1`,
      [survey.id],
    );
    expect(await say(survey.token, "Mine too")).toEqual({ state: "gone" });
  });

  it.skipIf(engine === "embedded")("of two answers from one link at once exactly one stands", async () => {
    const survey = await named("Ada <ada@example.org>");
    const outcomes = await Promise.all([say(survey.tokens[0]!, "One"), say(survey.tokens[0]!, "Two"), say(survey.tokens[0]!, "Three")]);
    expect(outcomes.map(({ state }) => state).sort()).toEqual(["already", "already", "taken"]);
    expect(await surveyAnswers(mira, survey.id)).toHaveLength(1);
  });
});
