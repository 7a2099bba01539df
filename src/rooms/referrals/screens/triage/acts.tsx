import { z } from 'zod';
import { postScreen, type Screen, type Theirs } from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import {
  acknowledge,
  confirmReceipt,
  goOnUnanswered,
  labelReceived,
  linkPersons,
  noteSupplementsRead,
  setTriage,
  triageNow,
  withLabels,
} from '../../actions/triage/index.ts';
import { labelForm } from '../../facts/other-forms.ts';
import { acknowledgeForm, triageForm } from '../../facts/triage-forms.ts';
import { pathOf, reportParams, type TriageTools } from './parts.tsx';

const theirs = async (scene: Scene, { reportId }: { reportId: string }): Promise<Theirs | null> => {
  const now = await triageNow(scene, reportId);
  if (now === null) return null;
  const { version, ...values } = now;
  return { values: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')), version };
};

const stepActs = (again: Screen<Profile>): readonly Screen<Profile>[] => {
  const place = { room: 'referrals', permit: 'referrals.triage', params: reportParams, again } as const;
  return [
    postScreen({
      journals: [
        'referrals.acknowledged',
        'referrals.receipt_confirmed',
        'cases.case_opened',
        'referrals.linked',
        'cases.task_set',
      ],
      ...{ ...place, path: '/received/:reportId/acknowledge', body: acknowledgeForm },
      act: (scene: Scene, { open_cases }, { params, version }) =>
        acknowledge(scene, { ...params, version, openCases: open_cases === true }),
      then: ({ reportId, linked }) => `${pathOf(reportId)}?done=${linked.length > 0 ? 'linked' : 'acknowledged'}`,
    }),
    postScreen({
      journals: ['referrals.linked', 'cases.case_opened', 'cases.task_set'],
      ...{ ...place, path: '/received/:reportId/link', body: z.object({}) },
      act: (scene: Scene, _, { params, version }) => linkPersons(scene, { ...params, version }),
      then: ({ reportId }) => `${pathOf(reportId)}?done=linked`,
    }),
    postScreen({
      journals: ['referrals.triaged'],
      ...{ ...place, path: '/received/:reportId/triage', body: triageForm, theirs },
      act: (scene: Scene, input, { params, version }) => setTriage(scene, { ...params, version }, input),
      then: ({ reportId }) => `${pathOf(reportId)}?done=triaged`,
    }),
  ];
};

const otherActs = ({ draftKey }: TriageTools, again: Screen<Profile>): readonly Screen<Profile>[] => {
  const place = { room: 'referrals', params: reportParams, again } as const;
  return [
    postScreen({
      journals: ['referrals.receipt_confirmed'],
      ...{ ...place, path: '/received/:reportId/confirm', permit: 'referrals.receive', body: z.object({}) },
      act: (scene: Scene, _, { params }) => confirmReceipt(scene, params),
      then: ({ reportId }) => `${pathOf(reportId)}?done=confirmed`,
    }),
    postScreen({
      journals: ['referrals.went_on'],
      ...{ ...place, path: '/received/:reportId/go-on', permit: 'referrals.ask-back', body: z.object({}) },
      act: (scene: Scene, _, { params, version }) => goOnUnanswered(scene, { ...params, version }),
      then: ({ reportId }) => `${pathOf(reportId)}?done=went_on`,
    }),
    postScreen({
      journals: ['referrals.supplement_seen'],
      ...{ ...place, path: '/received/:reportId/said-later-read', permit: 'referrals.triage', body: z.object({}) },
      act: (scene: Scene, _, { params }) => noteSupplementsRead(scene, params),
      then: ({ reportId }) => `${pathOf(reportId)}?done=said_later_read`,
    }),
    postScreen({
      journals: ['referrals.label_changed'],
      ...{ ...place, path: '/received/:reportId/label', permit: 'referrals.receive', body: labelForm },
      act: (scene: Scene, { own_label = '' }, { params }) =>
        labelReceived(withLabels(scene, draftKey), { ...params, label: own_label }),
      then: ({ reportId }) => `${pathOf(reportId)}?done=labelled`,
    }),
  ];
};

/** What is done from the page of a report itself, by one button or a small form. */
export const actScreens = (tools: TriageTools, again: Screen<Profile>): readonly Screen<Profile>[] => [
  ...stepActs(again),
  ...otherActs(tools, again),
];
