import { isRefusal } from '../../platform/outcome.ts';
import type { VaultClient } from '../../platform/vault-client/index.ts';
import { type CasePart, isOnItsWay, type ShareKeys } from '../../rooms/cases/index.ts';
import { openablePerson } from '../../rooms/referrals/index.ts';
import { rightsMarks, runningEmergencies } from '../../rooms/identity/index.ts';
import { assistanceOnCase } from '../../rooms/assistance/index.ts';
import { accommodationOnCase } from '../../rooms/accommodation/index.ts';
import { type HandKeys, proceedingsOnCase } from '../../rooms/proceedings/index.ts';
import { identificationOnCase } from '../../rooms/identification/index.ts';
import { ownPageOnCase } from '../../rooms/portal/index.ts';
import { protectionOnCase } from '../../rooms/protection/index.ts';

/** What rooms below the case add to its page, in order. */
export const caseParts: readonly CasePart[] = [
  identificationOnCase,
  protectionOnCase,
  assistanceOnCase,
  accommodationOnCase,
  proceedingsOnCase,
  ownPageOnCase,
  {
    id: 'consents',
    load: async (scene, { id }) => {
      const { viewer } = scene;
      const parts = (await openablePerson(scene, id))?.parts ?? [];
      const marks = await rightsMarks(scene, id);
      return (words) => ({
        ...{ clocks: [] },
        chips: marks.map((mark) => ({ text: words.t(`identity.rights.chip.${mark}`), tone: 'warn' as const })),
        actions: parts.length === 0 ? [] : [{ href: `/cases/${id}/open`, label: words.t('referrals.open_case.title') }],
        tabs: [
          { href: `/cases/${id}/consents`, label: words.t('identity.consents.tab') },
          ...(viewer.permits.includes('identity.take-request')
            ? [{ href: `/cases/${id}/rights`, label: words.t('identity.rights.tab'), seldom: true }]
            : []),
          ...(viewer.permits.includes('cases.see-access')
            ? [{ href: `/cases/${id}/who-knows`, label: words.t('identity.knows.tab'), seldom: true }]
            : []),
        ],
      });
    },
  },
  {
    id: 'hand-over',
    load: async (scene, { id }) => {
      if (!scene.viewer.permits.includes('cases.hand-over'))
        return () => ({ chips: [], clocks: [], actions: [], tabs: [] });
      const isOpen = await isOnItsWay(scene, id);
      return (words) => ({
        ...{ clocks: [], actions: [] },
        chips: isOpen ? [{ text: words.t('cases.warm.chip'), tone: 'warn' as const }] : [],
        tabs: [{ href: `/cases/${id}/handover`, label: words.t('cases.warm.tab'), seldom: true }],
      });
    },
  },
  {
    id: 'emergencies',
    load: async (scene, { id }) => {
      const { viewer } = scene;
      const running = viewer.permits.includes('identity.see-emergencies') ? await runningEmergencies(scene, id) : [];
      const tabs = viewer.permits.includes('identity.ask-emergency') ? [{ href: `/cases/${id}/emergency` }] : [];
      return (words) => ({
        ...{ clocks: [], actions: [] },
        chips: running.map(({ endsAt }) => ({
          text: words.t('identity.emergency.chip', { moment: words.date(endsAt, 'moment') }),
          tone: 'danger' as const,
        })),
        tabs: tabs.map((tab) => ({ ...tab, label: words.t('identity.emergency.tab') })),
      });
    },
  },
];

/** Hands keys on through the vault, which checks that the sharing body holds them itself. */
export const shareThrough =
  (vault: VaultClient): ShareKeys =>
  async ({ viewer, subjectId, compartments, organisationId, basis }) => {
    const { context, mac } = viewer;
    const about = { personId: subjectId };
    const shared = await vault.share({
      context,
      mac,
      subjectId,
      compartments: [...compartments],
      toOrganisationId: organisationId,
      basis,
      about,
    });
    return !isRefusal(shared);
  };

/** Hands keys of a criminal case on through the vault, by law: it checks that the law lets one body pass them to the other. */
export const handThrough =
  (vault: VaultClient): HandKeys =>
  async ({ viewer, subjectId, compartments, organisationId, basis }) => {
    const { context, mac } = viewer;
    const shared = await vault.share({
      ...{ context, mac, subjectId, compartments: [...compartments], toOrganisationId: organisationId, basis },
    });
    return !isRefusal(shared);
  };
