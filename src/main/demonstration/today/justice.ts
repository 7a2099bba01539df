import type { Instant } from '../../../platform/clock.ts';
import {
  addCustody,
  addExchange,
  addExhibit,
  addLink,
  addMeasure,
  addNode,
  addOperation,
  addSuspect,
  decideStep,
  finishMeasure,
  openCriminalCase,
  readInquiryOf,
  readReceived,
  requalify,
  sealForOneself,
  sendRequest,
} from '../../../rooms/proceedings/actions/index.ts';
import { loadCase } from '../../../rooms/cases/index.ts';
import { handThrough } from '../../staff/case-parts.ts';
import { must, type Stage, type StageScene } from '../stage.ts';
import { daysBefore, then } from './open-report.ts';

type Step<T> = {
  readonly name: string;
  readonly login: string;
  readonly at: Instant;
  readonly work: (scene: StageScene) => Promise<T>;
};

const step = <T>(stage: Stage, { name, login, at, work }: Step<T>): Promise<T> =>
  stage.as(`justice/${name}`, { login, at, work });

const prosecutor = 'parquet.isabelle';
const police = 'spj.claudine';
const judge = 'juge.henri';

/** The reports of these persons’ cases, as the police knows them. */
const reportsOf = (stage: Stage, supported: readonly string[]): Promise<readonly string[]> =>
  step(stage, {
    ...{ name: 'reports', login: police, at: then(stage, 12, 8) },
    work: async (scene) => {
      const files = await Promise.all(supported.map((caseId) => loadCase(scene, caseId)));
      return files.flatMap((file) => (file === null ? [] : [file.reportId]));
    },
  });

/** A case of forced labour from a report the prosecutor received; its persons join, whose cases the police opened. */
const openFromReport = (stage: Stage, reports: readonly string[]): Promise<string> =>
  step(stage, {
    ...{ name: 'open', login: prosecutor, at: then(stage, 12, 9) },
    work: async (scene) => {
      const received = must(await readReceived(scene)).filter(({ isOpened }) => !isOpened);
      const report = received.find(({ reportId }) => reports.includes(reportId)) ?? received[0];
      const from =
        report === undefined
          ? { case_origin: 'own_initiative' }
          : { case_origin: 'report', report_reference: report.reference };
      const { criminalCaseId } = must(
        await openCriminalCase(scene, {
          ...{ ...from, opened_on: daysBefore(stage, 12), qualification: 'thb_labour', case_scope: 'transnational' },
          ...{ police_investigates: true, inquiry_unit: 'SPJ-CO' },
          facts_text: 'Invented: workers of a building site who were lodged in containers and hardly paid.',
        }),
      );
      return criminalCaseId;
    },
  });

const person = { suspect_kind: 'natural', sex: 'male', age_band: '23-40', suspect_danger: true };
const company = { suspect_kind: 'legal', suspect_role: 'exploiter', citizenship: 'LU', suspect_danger: false };

/** What the police finds: a person and a company, an operation with the labour inspectorate, a telephone, how they are linked. */
const investigate = async (stage: Stage, id: string): Promise<void> => {
  const on = daysBefore(stage, 9);
  await step(stage, {
    ...{ name: 'persons', login: police, at: then(stage, 9, 10) },
    work: async (scene) => {
      const named = {
        suspect_role: 'recruiter',
        citizenship: 'PT',
        birth_country: 'CV',
        suspect_name: 'Rui Inventado',
      };
      must(await addSuspect(scene, id, { ...person, ...named, suspect_address: '1, rue de l’Exemple' }));
      must(await addSuspect(scene, id, { ...company, suspect_name: 'Bâtiment Fictif s.à r.l.' }));
      must(await addNode(scene, id, { node_kind: 'handle', node_label: 'obra.exemplo', node_platform: 'facebook' }));
      const link = { link_confidence: 'probable', link_source: 'victim', asserted_on: on };
      must(await addLink(scene, id, { ...link, link_from: 'S1', link_kind: 'works_for', link_to: 'S2' }));
      const used = { link_from: 'S1', link_kind: 'uses', link_to: 'N1', technology: ['recruit'] };
      must(await addLink(scene, id, { ...link, ...used, link_confidence: 'confirmed', link_source: 'device' }));
      const operation = { operation_bodies: ['SPJ', 'ITM'], operation_result: 'indications', persons_found: 7 };
      must(await addOperation(scene, id, { ...operation, held_on: on, commune: 'esch_sur_alzette' }));
      const found = { exhibit_kind: 'telephone', exhibit_origin: 'seized', taken_on: on };
      must(await addExhibit(scene, id, { ...found, exhibit_text: 'Invented: a telephone with messages to workers.' }));
      const note = { exchange_to: 'prosecutes', exchange_purpose: 'report_findings' };
      return must(
        await addExchange(scene, id, { ...note, exchange_text: 'Invented: the operation found seven workers.' }),
      );
    },
  });
};

/** The investigating judge is seized, orders a search and asks another country; where no vault runs, keys cannot be handed on. */
const instruct = async (stage: Stage, id: string): Promise<void> => {
  const { vault } = stage;
  if (vault === null) return;
  await step(stage, {
    ...{ name: 'seize', login: prosecutor, at: then(stage, 7, 9) },
    work: async (scene) => {
      const it = { criminalCaseId: id, event: 'seize', version: null, share: handThrough(vault) };
      return must(await decideStep(scene, it, { decided_on: daysBefore(stage, 7) }));
    },
  });
  await step(stage, {
    ...{ name: 'order', login: judge, at: then(stage, 6, 9) },
    work: async (scene) => {
      const on = daysBefore(stage, 6);
      must(await addMeasure(scene, id, { measure_kind: 'search', ordered_by: 'instructs', ordered_on: on }));
      must(await addMeasure(scene, id, { measure_kind: 'interception', ordered_by: 'instructs', ordered_on: on }));
      const asked = { request_kind: 'letters_rogatory', request_country: 'BR', sent_on: on };
      return must(await sendRequest(scene, id, { ...asked, request_text: 'Invented: who owns the account.' }));
    },
  });
  await step(stage, {
    ...{ name: 'search', login: police, at: then(stage, 4, 15) },
    work: async (scene) => {
      const { measures, exhibits } = must(await readInquiryOf(scene, id));
      const search = measures.find(({ kind }) => kind === 'search');
      const on = daysBefore(stage, 4);
      const ended = { measure_result: 'carried_out', ended_on: on };
      if (search !== undefined) must(await finishMeasure(scene, { criminalCaseId: id, measureId: search.id }, ended));
      const handed = { custody_event: 'handed_over', custody_holder: 'JI', happened_on: on };
      const [telephone] = exhibits;
      if (telephone !== undefined)
        must(await addCustody(scene, { criminalCaseId: id, exhibitId: telephone.id }, handed));
      return id;
    },
  });
};

/** Two cases of one’s own: one that turned out to be procuring and rests, and a sealed one. */
const ownCases = async (stage: Stage): Promise<void> => {
  const own = { case_origin: 'own_initiative', case_scope: 'internal' };
  await step(stage, {
    ...{ name: 'other', login: 'parquet.guy', at: then(stage, 30, 11) },
    work: async (scene) => {
      const on = daysBefore(stage, 30);
      const opened = { ...own, opened_on: on, qualification: 'thb_sexual', police_investigates: true };
      const { criminalCaseId } = must(await openCriminalCase(scene, opened));
      const seen = { criminalCaseId, version: null };
      must(await requalify(scene, seen, { qualification: 'procuring', qualified_on: on }));
      const silent = async (): Promise<boolean> => true;
      const rests = { decided_on: on, suspension_reason: 'victim_not_found' };
      return must(await decideStep(scene, { ...seen, event: 'suspend', share: silent }, rests));
    },
  });
  await step(stage, {
    ...{ name: 'sealed', login: prosecutor, at: then(stage, 3, 16) },
    work: async (scene) => {
      const opened = { ...own, opened_on: daysBefore(stage, 3), qualification: 'thb_crime', police_investigates: true };
      const { criminalCaseId } = must(await openCriminalCase(scene, opened));
      return must(await sealForOneself(scene, { criminalCaseId, version: null }));
    },
  });
};

/** Three criminal cases of these weeks: one with an inquiry in full, one that rests, one that is sealed. */
export const playJustice = async (stage: Stage, supported: readonly string[]): Promise<void> => {
  const id = await openFromReport(stage, await reportsOf(stage, supported));
  await investigate(stage, id);
  await instruct(stage, id);
  await ownCases(stage);
};
