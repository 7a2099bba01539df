import type { VNode } from 'preact';
import { z } from 'zod';
import type { Uuid } from '../../../platform/ids.ts';
import { codeLabel } from '../../../platform/form/index.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import { PageHead, type PageContext } from '../../../platform/web/index.ts';
import type { Words } from '../../../platform/words.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { organisationId } from '../../directory/index.ts';
import type { PersonOfCase } from '../actions/consents.ts';

/** What the screens of this room need beside a scene; the room of cases gives the person of a case. */
export type IdentityTools = {
  readonly vault: VaultClient;
  readonly personOfCase: (scene: Scene, caseId: Uuid) => Promise<PersonOfCase | null>;
};

export const caseParams = z.object({ caseId: z.uuid() });

/** A code of a list as people read it. */
export const named = (page: PageContext, list: string, code: string): string => {
  const found = page.codes(list).find((one) => one.code === code);
  return found ? codeLabel(page.words, found) : code;
};

/** Codes of a list, one after the other. */
export const namedAll = (page: PageContext, list: string, codes: readonly string[]): string =>
  codes.map((code) => named(page, list, code)).join(', ');

/** The name of a body; its identifier is never shown. */
export const bodyName = (profile: Profile, words: Words, id: Uuid): string => {
  const body = profile.organisations.find(({ code }) => organisationId(profile.id, code) === id);
  return body === undefined ? words.t('identity.body.unknown') : profile.nameIn(body.names, words.language);
};

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
