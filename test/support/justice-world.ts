import { type Clock, fixedClock, type PlainDate } from '../../src/platform/clock.ts';
import { newReference } from '../../src/platform/ids.ts';
import { valueOf } from '../../src/platform/outcome.ts';
import type { Viewer } from '../../src/platform/viewer.ts';
import type { Scene } from '../../src/profile/index.ts';
import { openCase } from '../../src/rooms/cases/index.ts';
import { idOfBody } from '../../src/rooms/directory/index.ts';
import { type HandKeys, type NewCaseInput, openCriminalCase } from '../../src/rooms/proceedings/actions/index.ts';
import { receivedPerson } from './received-person.ts';
import { type ReportWorld, reportWorld } from './reports.ts';

/** A Monday morning. */
export const morning = fixedClock('2026-11-23T09:00:00.000Z');
export const today = '2026-11-23' as PlainDate;

/** A database with the people of a criminal case. */
export type JusticeWorld = ReportWorld & {
  readonly prosecutor: Viewer;
  readonly colleague: Viewer;
  readonly otherProsecutor: Viewer;
  readonly judge: Viewer;
  readonly police: Viewer;
  readonly registrar: Viewer;
  readonly service: Viewer;
  readonly act: <T>(viewer: Viewer, work: (scene: Scene) => Promise<T>, clock?: Clock) => Promise<T>;
  /** A criminal case of the prosecutor, with the police in it. */
  readonly newCriminalCase: (more?: Partial<NewCaseInput>, by?: Viewer) => Promise<string>;
  /** A report that the prosecutor and the police received about one person, whose case the police opened. */
  readonly reported: () => Promise<{ readonly reportId: string; readonly caseId: string; readonly reference: string }>;
  /** What was asked of the vault instead of it. */
  readonly handed: Parameters<HandKeys>[0][];
  readonly hand: HandKeys;
};

/** What a new criminal case may be opened with. */
export const caseInput = (more: Partial<NewCaseInput> = {}): NewCaseInput => ({
  ...{ case_origin: 'own_initiative', opened_on: '2026-11-02' as PlainDate, qualification: 'thb_labour' },
  ...{ case_scope: 'internal', police_investigates: true },
  ...more,
});

const reportedIn =
  ({ administrator, profile }: ReportWorld, act: JusticeWorld['act'], police: Viewer): JusticeWorld['reported'] =>
  async () => {
    const received = await receivedPerson(administrator);
    const leadOrganisationId = idOfBody(profile, 'SPJ');
    const prosecution = idOfBody(profile, 'PQT-LUX');
    const reference = newReference();
    const { caseId } = await act(police, (scene) => openCase(scene, { ...received, leadOrganisationId }));
    await administrator.query('update referrals.report set audience = audience || $2::uuid where id = $1', [
      ...[received.reportId, prosecution],
    ]);
    await administrator.query(
      'update referrals.report_person set audience = audience || $2::uuid, case_id = $3 where id = $1',
      [received.personId, prosecution, caseId],
    );
    await administrator.query(
      'insert into referrals.report_reference (report_id, organisation_id, code) values ($1, $2, $3)',
      [received.reportId, prosecution, reference],
    );
    return { reportId: received.reportId, caseId, reference };
  };

/** Makes such a world; `close` removes it. */
export const justiceWorld = async (): Promise<JusticeWorld> => {
  const world = await reportWorld();
  const act: JusticeWorld['act'] = (viewer, work, clock = morning) => world.as(viewer, work, clock);
  const prosecutor = await world.viewer('prosecutor', 'PQT-LUX');
  const police = await world.viewer('judicial_police_officer');
  const handed: Parameters<HandKeys>[0][] = [];
  return {
    ...{ ...world, act, prosecutor, police, handed, reported: reportedIn(world, act, police) },
    colleague: await world.viewer('prosecutor', 'PQT-LUX'),
    otherProsecutor: await world.viewer('prosecutor', 'PQT-DIE'),
    judge: await world.viewer('investigating_judge'),
    registrar: await world.viewer('court_registrar', 'TA'),
    service: await world.viewer('savteh_worker'),
    hand: async (request) => {
      handed.push(request);
      return true;
    },
    newCriminalCase: async (more = {}, by = prosecutor) =>
      valueOf(await act(by, (scene) => openCriminalCase(scene, caseInput(more)))).criminalCaseId,
  };
};
