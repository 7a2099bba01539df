import type { PlainDate } from '../../../platform/clock.ts';
import { newId, readReference, type Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { Part, Scene } from '../../../profile/index.ts';
import { idOfBody } from '../../directory/index.ts';
import { mayLead } from '../access.ts';
import type { BodyPart, CaseOrigin, CaseScope } from '../facts/index.ts';
import { firstState, steps } from '../steps.ts';
import {
  casesOfReport,
  type CriminalCase,
  findCriminalCase,
  insertCaseBody,
  insertCriminalCase,
  insertQualification,
  insertVictim,
  type NewCase,
  receivedReports,
} from '../store/index.ts';
import { bodiesOf, bodyPlaying, type Result, sealToBodies, takeStep, today } from './acting.ts';

export type NewCaseInput = {
  readonly case_origin: string;
  readonly report_reference?: string | undefined;
  readonly opened_on: PlainDate;
  readonly qualification: string;
  readonly case_scope: string;
  readonly police_investigates: boolean;
  readonly inquiry_unit?: string | undefined;
  readonly facts_text?: string | undefined;
};

/** The report a prosecutor opens a case from, by the reference her body calls it; null where the case has none. */
const reportNamed = async (scene: Scene, input: NewCaseInput): Result<Uuid | null> => {
  if (input.case_origin !== 'report') return null;
  const reference = readReference(input.report_reference ?? '');
  const [found] = reference === null ? [] : await receivedReports(scene.tx, bodiesOf(scene), reference);
  return found === undefined ? refuse('report_unknown', { field: 'report_reference' }) : found.reportId;
};

/** Lets a body in as one of the parts of a case. */
export const letIn = async (
  scene: Scene,
  it: { readonly criminalCaseId: Uuid; readonly organisationId: Uuid; readonly part: BodyPart; readonly on: PlainDate },
): Promise<boolean> =>
  insertCaseBody(scene.tx, {
    ...{ criminalCaseId: it.criminalCaseId, organisationId: it.organisationId, part: it.part, since: it.on },
    ...{ by: scene.viewer.staffId, at: scene.clock.now() },
  });

/** The bodies of the country that play a part and have accounts. */
export const bodiesPlaying = ({ profile }: Scene, part: Part): readonly Uuid[] =>
  profile
    .organisationsPlaying(part)
    .filter(({ accounts }) => accounts)
    .map(({ code }) => idOfBody(profile, code));

const writtenBy = (scene: Scene) => ({ by: scene.viewer.staffId, at: scene.clock.now() });

/** All that stands in a new case from its first moment: its bodies, what it is taken for, and the persons of its report. */
const begin = async (scene: Scene, it: NewCase, input: NewCaseInput): Promise<void> => {
  const criminalCaseId = it.id;
  const on = it.openedOn;
  await letIn(scene, { criminalCaseId, organisationId: it.organisationId, part: 'prosecutes', on });
  if (input.police_investigates)
    for (const organisationId of bodiesPlaying(scene, 'identifies'))
      await letIn(scene, { criminalCaseId, organisationId, part: 'investigates', on });
  const own = { criminalCaseId, organisationId: it.organisationId };
  await insertQualification(scene.tx, {
    ...{ ...own, ...writtenBy(scene), id: newId(), code: it.firstQualification, qualifiedOn: on },
  });
  const joining = it.fromReportId === null ? [] : await casesOfReport(scene.tx, it.fromReportId);
  for (const caseId of joining) await insertVictim(scene.tx, { ...own, ...writtenBy(scene), caseId, on });
};

const newCase = (scene: Scene, input: NewCaseInput, fromReportId: Uuid | null): NewCase => ({
  ...{ id: newId(), organisationId: bodyPlaying(scene, ['prosecutes']), fromReportId },
  ...{ origin: input.case_origin as CaseOrigin, scope: input.case_scope as CaseScope },
  ...{ unit: input.inquiry_unit ?? null, openedOn: input.opened_on, since: input.opened_on },
  ...{ firstQualification: input.qualification, state: firstState(scene.profile) },
  ...writtenBy(scene),
});

const opened = (scene: Scene, it: CriminalCase): void =>
  scene.emit({
    type: 'proceedings.opened',
    subject: { kind: 'criminal_case', id: it.id },
    ...(it.fromReportId === null ? {} : { reportId: it.fromReportId }),
    audience: [...it.audience],
    data: {
      ...{ case_origin: it.origin, case_scope: it.scope, qualification: it.firstQualification, on: it.openedOn },
      ...(it.unit === null ? {} : { unit: it.unit }),
    },
  });

/**
 * Opens a criminal case, from a report the own body received or by itself, and with it the inquiry: the first qualification stays
 * for good, the persons of the report join it, and the police is let in where it investigates.
 */
export const openCriminalCase = async (scene: Scene, input: NewCaseInput): Result<{ criminalCaseId: Uuid }> => {
  const may = mayLead(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  if (input.opened_on > today(scene)) return refuse('day_ahead', { field: 'opened_on' });
  const report = await reportNamed(scene, input);
  if (isRefusal(report)) return report;
  const it = newCase(scene, input, report);
  if (!(await insertCriminalCase(scene.tx, it))) return refuse('already_opened', { field: 'report_reference' });
  await begin(scene, it, input);
  await sealToBodies(scene, it.id, {
    ...{ subjectId: it.id, compartment: 'investigation', fields: { facts: input.facts_text } },
  });
  const made = await findCriminalCase(scene.tx, it.id);
  if (made === null) throw new Error('a criminal case that was opened is not seen by who opened it');
  opened(scene, made);
  const taken = await takeStep(scene, made, { event: steps.open, on: it.openedOn });
  return isRefusal(taken) ? taken : { criminalCaseId: it.id };
};
