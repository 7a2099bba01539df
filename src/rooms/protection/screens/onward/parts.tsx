import type { VNode } from 'preact';
import { z } from 'zod';
import { hasPermit } from '../../../../platform/viewer.ts';
import { type PageContext, PageHead } from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { actingCodes } from '../../../cases/index.ts';
import { type OnwardView, readOnward } from '../../actions/index.ts';
import { onwardMachines } from '../../steps.ts';

/** A way of a case, as its pages show it. */
export type Shown = {
  readonly view: OnwardView;
  readonly profile: Profile;
  readonly mayRefer: boolean;
  readonly asksConsent: boolean;
  readonly mayWork: boolean;
};
/** What every part of such a page needs. */
export type Props = { readonly shown: Shown; readonly page: PageContext };

/** The two ways. */
export const path = z.enum(Object.keys(onwardMachines) as ['return', 'union']);
/** Which way of which case. */
export const pathParams = z.object({ caseId: z.uuid(), path });

/** Where the page of a way is. */
export const addressOf = ({ view: { file, place } }: Shown): string => `/cases/${file.id}/onward/${place.path}`;

/** A step in words. */
export const did = (page: PageContext, event: string): string => page.words.t(`protection.onward.did.${event}`);

/** The body that arranges returns. */
export const partnerName = ({ profile }: Shown, page: PageContext): string =>
  profile.nameIn(profile.organisation(profile.onward.return.arranged_by).names, page.words.language);

/** The head of a page: the reference of the case, never a name. */
export const Head = ({ shown, page, inner }: Props & { readonly inner?: string }): VNode => {
  const { words } = page;
  const { file, place } = shown.view;
  const title = words.t(`protection.onward.${place.path}.tab`);
  return (
    <PageHead
      title={inner ?? title}
      lead={inner === undefined ? words.t(`protection.onward.${place.path}.lead`) : undefined}
      back={
        inner === undefined
          ? { href: `/cases/${file.id}`, label: words.t('protection.child.back', { reference: file.reference ?? '' }) }
          : { href: addressOf(shown), label: title }
      }
    />
  );
};

type Asked = { readonly caseId: string; readonly path: 'return' | 'union' };

/** Loads a way for a page; null for whoever does not see the case. */
export const load = async (scene: Scene, asked: Asked): Promise<Shown | null> => {
  const view = await readOnward(scene, asked.caseId, asked.path);
  const asksConsent = actingCodes(scene.profile, scene.viewer.organisationCode).some((code) =>
    scene.profile.plays(code, 'supports'),
  );
  const mayWork = hasPermit(scene.viewer, 'cases.work');
  return view === null
    ? null
    : { view, profile: scene.profile, mayRefer: hasPermit(scene.viewer, 'assistance.refer'), asksConsent, mayWork };
};
