import type { VNode } from 'preact';
import {
  ButtonLink,
  downloadScreen,
  Facts,
  getScreen,
  PageHead,
  type PageContext,
  Panel,
  type Screen,
} from '../../../../platform/web/index.ts';
import type { SignedCertificate } from '../../../../platform/certificate.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { readRequest, type RightsRequest } from '../../actions/rights/requests.ts';
import { bodyName } from '../../../directory/index.ts';
import { RequestFacts, requestParams } from './parts.tsx';

const permit = 'identity.answer-request';

const signedOf = ({ certificate, signature, signedWith }: RightsRequest): SignedCertificate | null =>
  certificate === null || signature === null || signedWith === null
    ? null
    : { certificate, signature: signature.toString('base64'), publicKey: signedWith.toString('base64') };

type Shown = { readonly request: RightsRequest; readonly signed: SignedCertificate; readonly profile: Profile };

const load = async (scene: Scene, requestId: string): Promise<Shown | null> => {
  const request = await readRequest(scene, requestId);
  const signed = request === null ? null : signedOf(request);
  return request === null || signed === null ? null : { request, signed, profile: scene.profile };
};

type Told = {
  readonly subjects: readonly string[];
  readonly erase_keys: readonly string[];
  readonly sealed_texts: number;
};

const CertificatePage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { request, signed, profile } = shown;
  const { words } = page;
  const told = JSON.parse(signed.certificate) as Told;
  const fact = (id: string, value: string) => ({ label: words.t(`identity.rights.certificate.${id}`), value });
  return (
    <article class="printable">
      <PageHead
        title={words.t('identity.rights.certificate.title')}
        lead={words.t('identity.rights.certificate.lead')}
        back={{ href: `/rights/${request.id}`, label: words.t('identity.rights.of_case', { name: request.reference }) }}
        actions={
          <ButtonLink href={`/rights/${request.id}/certificate.json`} kind="quiet">
            {words.t('identity.rights.certificate.download')}
          </ButtonLink>
        }
      />
      <RequestFacts it={request} profile={profile} page={page} />
      <Facts
        facts={[
          fact('texts', words.number(told.sealed_texts)),
          fact('keys', words.number(told.erase_keys.length)),
          fact(
            'kept_by',
            request.keptBy.map((id) => bodyName(profile, words, id)).join(', ') ||
              words.t('identity.rights.certificate.nobody'),
          ),
        ]}
      />
      <Panel title={words.t('identity.rights.certificate.what')}>
        <p>{words.t('identity.rights.certificate.what_text')}</p>
      </Panel>
      <Panel title={words.t('identity.rights.certificate.signature')}>
        <p class="as-typed">{signed.signature}</p>
        <p class="soft">{words.t('identity.rights.certificate.verify')}</p>
      </Panel>
    </article>
  );
};

/** The proof of an erasure, to read, to print and to keep; verified with `ariane certificate verify`. */
export const certificateScreens: readonly Screen<Profile>[] = [
  getScreen({
    ...{ room: 'identity', path: '/rights/:requestId/certificate', permit, params: requestParams },
    load: (scene: Scene, { params }) => load(scene, params.requestId),
    title: (_, words) => words.t('identity.rights.certificate.title'),
    page: (shown, page) => <CertificatePage shown={shown} page={page} />,
  }),
  downloadScreen({
    ...{ room: 'identity', path: '/rights/:requestId/certificate.json', permit, params: requestParams },
    journals: ['identity.certificate_read'],
    reads: ({ requestId }) => ({
      ...{ type: 'identity.certificate_read', subject: { kind: 'rights_request', id: requestId }, data: {} },
    }),
    load: (scene: Scene, { requestId }) => load(scene, requestId),
    file: async ({ request, signed }) => ({
      name: `erasure-${request.reference}.json`,
      type: 'application/json',
      bytes: Buffer.from(`${JSON.stringify(signed, null, 2)}\n`),
    }),
  }),
];
