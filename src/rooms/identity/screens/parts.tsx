import type { VNode } from 'preact';
import { z } from 'zod';
import type { Uuid } from '../../../platform/ids.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import { named, type PageContext, PageHead } from '../../../platform/web/index.ts';
import type { Words } from '../../../platform/words.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import type { PersonOfCase } from '../actions/consents.ts';
import { bodyName } from '../../directory/index.ts';

/** What the screens of this room need beside a scene; the room of cases gives the person of a case. */
export type IdentityTools = {
  readonly vault: VaultClient;
  readonly personOfCase: (scene: Scene, caseId: Uuid) => Promise<PersonOfCase | null>;
  /** Opened texts with what each is, as the room that asked for them words it. */
  readonly openedTexts: (
    page: PageContext,
    fields: Readonly<Record<string, string>>,
  ) => readonly { readonly field: string; readonly label: string; readonly text: string }[];
};

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
  const base = `/cases/${person.caseId}`;
  return (
    <PageHead
      title={props.title}
      {...(props.lead === undefined ? {} : { lead: props.lead })}
      back={
        props.back === 'consents'
          ? { href: `${base}/consents`, label: words.t('identity.consents.back') }
          : { href: base, label: words.t('identity.back_to_case', { name: person.name }) }
      }
    />
  );
};
