import type { VNode } from 'preact';
import { isRefusal } from '../../../platform/outcome.ts';
import { askScreen, Notice, type PageContext, PageHead, Panel, type Screen } from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { type Revealed, revealAddress } from '../actions/index.ts';
import { revealForm } from '../facts.ts';
import { placementScreen } from './acts.tsx';
import { type BedTools, bedName, placementParams } from './parts.tsx';

const AddressPage = ({ shown, page }: { shown: Revealed; page: PageContext }): VNode => {
  const { words } = page;
  return (
    <>
      <PageHead
        title={words.t('accommodation.address.title')}
        lead={bedName(shown.placement)}
        back={{
          href: `/placements/${shown.placement.id}`,
          label: words.t('accommodation.placement.title', { reference: shown.placement.reference }),
        }}
      />
      <Notice>{words.t('accommodation.address.logged', { at: words.date(page.now, 'moment') })}</Notice>
      <Panel title={words.t('accommodation.address.title')}>
        <p class="as-typed" dir="auto">
          {shown.street}
          <br />
          {shown.place}
        </p>
        {shown.wayIn === null ? null : (
          <p class="as-typed" dir="auto">
            {shown.wayIn}
          </p>
        )}
      </Panel>
    </>
  );
};

/** The address of a house, for one placement and one purpose: a POST, written down before it is answered. */
export const revealScreen = ({ vault }: BedTools): Screen<Profile> =>
  askScreen({
    room: 'accommodation',
    path: '/placements/:placementId/address',
    permit: 'accommodation.read',
    params: placementParams,
    body: revealForm,
    journals: ['accommodation.address_asked', 'identity.opened', 'identity.open-refused'],
    reads: ({ purpose }, { placementId }) => ({
      type: 'accommodation.address_asked',
      subject: { kind: 'placement', id: placementId },
      data: { purpose: purpose ?? null },
    }),
    load: async (scene: Scene, input, { params }) => {
      const revealed = await revealAddress(scene, vault, params.placementId, input.purpose ?? '');
      return isRefusal(revealed) ? revealed : { revealed };
    },
    title: (_, words) => words.t('accommodation.address.window'),
    page: ({ revealed }, page) => <AddressPage shown={revealed} page={page} />,
    again: placementScreen,
  });
