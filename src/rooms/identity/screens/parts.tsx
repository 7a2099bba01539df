import type { VNode } from 'preact';
import { z } from 'zod';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import { named, type PageContext, PageHead } from '../../../platform/web/index.ts';
import type { Words } from '../../../platform/words.ts';
import type { ConsentKind, Profile, Scene } from '../../../profile/index.ts';
import type { EvidenceHead, PersonOfCase } from '../actions/consents.ts';
import { bodyName } from '../../directory/index.ts';

/** Something handed on about the person in a packet: to whom, which parts, since when, and until when it may be opened. */
export type HandedOn = {
  readonly id: Uuid;
  readonly organisationId: Uuid;
  readonly parts: readonly string[];
  readonly since: Instant;
  readonly until: PlainDate;
  /** Handed on as a file to a body outside: it cannot be called back. */
  readonly isOutside: boolean;
};

/** What the screens of this room need beside a scene; the room of cases gives the person of a case. */
export type IdentityTools = {
  readonly vault: VaultClient;
  readonly personOfCase: (scene: Scene, caseId: Uuid) => Promise<PersonOfCase | null>;
  /** Packets about the person of a case, as far as the viewer sees them; the room of assistance gives them. */
  readonly handedOn: (scene: Scene, caseId: Uuid) => Promise<readonly HandedOn[]>;
  /** Opened texts with what each is, as the room that asked for them words it. */
  readonly openedTexts: (
    page: PageContext,
    fields: Readonly<Record<string, string>>,
  ) => readonly { readonly field: string; readonly label: string; readonly text: string }[];
  /** Documents that the viewer's body keeps on a case, by kind and day; the room of cases gives them. */
  readonly documentsOn: (scene: Scene, caseId: Uuid) => Promise<readonly EvidenceHead[]>;
  /** The person of a report that the viewer sent herself. */
  readonly personOfReport: (scene: Scene, reportId: Uuid, personId: Uuid) => Promise<PersonOfCase | null>;
};

/** What names a person in an address: a case, or a report and one of its persons. */
export const homeParams = z.object({
  caseId: z.uuid().optional(),
  reportId: z.uuid().optional(),
  personId: z.uuid().optional(),
});
export type HomeParams = z.output<typeof homeParams>;

/** Where persons are asked: on a case one sees, or with a report one sent; there only what matching asks. */
export type Home = {
  readonly path: '/cases/:caseId' | '/reports/:reportId/persons/:personId';
  readonly reads: 'cases.read' | 'referrals.read-own';
  readonly personOf: (scene: Scene, params: HomeParams) => Promise<PersonOfCase | null>;
  readonly asks: (kind: ConsentKind) => boolean;
  readonly documentsOf: (scene: Scene, person: PersonOfCase) => Promise<readonly EvidenceHead[]>;
};

/** Both places where persons are asked. */
export const homesOf = ({ personOfCase, personOfReport, documentsOn }: IdentityTools): readonly Home[] => [
  {
    ...{ path: '/cases/:caseId', reads: 'cases.read', asks: () => true },
    documentsOf: async (scene, { caseId }) => (caseId === null ? [] : documentsOn(scene, caseId)),
    personOf: async (scene, { caseId }) => (caseId === undefined ? null : personOfCase(scene, caseId)),
  },
  {
    ...{ path: '/reports/:reportId/persons/:personId', reads: 'referrals.read-own' },
    asks: ({ matching }) => matching !== undefined,
    documentsOf: async () => [],
    personOf: async (scene, { reportId, personId }) =>
      reportId === undefined || personId === undefined ? null : personOfReport(scene, reportId, personId),
  },
];

/** The address of a person's pages, from what names her. */
export const homePath = ({ caseId, reportId, personId }: HomeParams): string =>
  caseId === undefined ? `/reports/${reportId}/persons/${personId}` : `/cases/${caseId}`;

/** The address of a person's pages. */
export const homeOf = ({ caseId, reportId, personId }: PersonOfCase): string =>
  homePath(caseId === null ? { reportId, personId } : { caseId });

export const caseParams = z.object({ caseId: z.uuid() });

/** Codes of a list, one after the other. */
export const namedAll = (page: PageContext, list: string, codes: readonly string[]): string =>
  codes.map((code) => named(page, list, code)).join(', ');

/** Names of bodies, one after the other. */
export const bodyNames = (profile: Profile, words: Words, ids: readonly Uuid[]): string =>
  ids.map((id) => bodyName(profile, words, id)).join(', ');

/** The head of a page about the person of a case. */
export const PersonHead = (props: {
  readonly person: PersonOfCase;
  readonly page: PageContext;
  readonly title: string;
  readonly lead?: string;
  readonly back?: 'consents';
}): VNode => {
  const { person, page } = props;
  const { words } = page;
  const base = homeOf(person);
  const above = person.caseId === null ? `/reports/${person.reportId}` : base;
  return (
    <PageHead
      title={props.title}
      {...(props.lead === undefined ? {} : { lead: props.lead })}
      back={
        props.back === 'consents'
          ? { href: `${base}/consents`, label: words.t('identity.consents.back') }
          : {
              href: above,
              label: words.t(person.caseId === null ? 'identity.back_to_report' : 'identity.back_to_case', {
                name: person.name,
              }),
            }
      }
    />
  );
};
