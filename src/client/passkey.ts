/**
 * Passkeys at sign-in and activation. A block `[data-passkey-sign-in]` names the addresses that begin and finish
 * (`data-begin`, `data-finish`), a block `[data-passkey-register]` brings its options (`data-options`) and `data-finish`.
 * Both hold a hidden `[data-passkey-button]` and a `[data-passkey-state]` with the sentence for a failure.
 */
import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';

type Next = { readonly next: string };

const post = async <Answer>(url: string | undefined, body: unknown): Promise<Answer> => {
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  const answer = await fetch(url ?? '', { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`refused with ${answer.status}`);
  return answer.json() as Promise<Answer>;
};

const signIn = async (block: HTMLElement): Promise<Next> => {
  const begun = await post<{ attempt: string; options: PublicKeyCredentialRequestOptionsJSON }>(
    block.dataset['begin'],
    {},
  );
  const response = await startAuthentication({ optionsJSON: begun.options });
  return post<Next>(block.dataset['finish'], { attempt: begun.attempt, response });
};

const register = async (block: HTMLElement): Promise<Next> => {
  const optionsJSON = JSON.parse(block.dataset['options'] ?? '{}') as PublicKeyCredentialCreationOptionsJSON;
  return post<Next>(block.dataset['finish'], { response: await startRegistration({ optionsJSON }) });
};

const offer = (block: HTMLElement, use: (block: HTMLElement) => Promise<Next>): void => {
  const button = block.querySelector<HTMLButtonElement>('[data-passkey-button]');
  const state = block.querySelector<HTMLElement>('[data-passkey-state]');
  if (!button || !state || !browserSupportsWebAuthn()) return;
  button.hidden = false;
  button.addEventListener('click', () => {
    button.disabled = true;
    state.textContent = '';
    use(block).then(
      ({ next }) => location.assign(next),
      () => {
        state.textContent = state.dataset['failed'] ?? '';
        button.disabled = false;
        button.focus();
      },
    );
  });
};

for (const block of document.querySelectorAll<HTMLElement>('[data-passkey-sign-in]')) offer(block, signIn);
for (const block of document.querySelectorAll<HTMLElement>('[data-passkey-register]')) offer(block, register);
