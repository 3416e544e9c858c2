/** Asks the device for a passkey, and says in a sentence why it gave none. The library is loaded when a passkey is
 *  wanted, so that no other page carries it. */
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import type { InvitationAccept, PasskeyShown } from '#api/contract/sign_in.ts';
import { ApiProblem } from '#web/lib/api.ts';
import { signInWords } from '#web/screens/sign_in/words.ts';

export type PasskeyMade = NonNullable<InvitationAccept['passkey']>['response'];

const words = signInWords.passkeyProblems;
const library = () => import('@simplewebauthn/browser');

/** @param options as the server made them. @throws ApiProblem with what to do */
export async function makePasskey(options: unknown): Promise<PasskeyMade> {
  const { startRegistration } = await library();
  try {
    // as: the server's library writes what the browser's reads
    const optionsJSON = options as PublicKeyCredentialCreationOptionsJSON;
    // as: what the library gives is what the contract asks for; the server checks it
    return (await startRegistration({ optionsJSON })) as PasskeyMade;
  } catch (error) {
    throw inWords(error);
  }
}

/** @param options as the server made them. @throws ApiProblem with what to do */
export async function showPasskey(options: unknown): Promise<PasskeyShown> {
  const { startAuthentication } = await library();
  try {
    // as: the server's library writes what the browser's reads
    const optionsJSON = options as PublicKeyCredentialRequestOptionsJSON;
    // as: what the library gives is what the contract asks for; the server checks it
    return (await startAuthentication({ optionsJSON })) as PasskeyShown;
  } catch (error) {
    throw inWords(error);
  }
}

function inWords(error: unknown): ApiProblem {
  const title = words[reasonOf(error)];
  return new ApiProblem({ title, status: 0, code: 'passkey' });
}

/** By the names that WebAuthn (Level 3, 5.1) gives its errors. */
function reasonOf(error: unknown): keyof typeof words {
  if (!(error instanceof Error)) return 'failed';
  switch (error.name) {
    case 'NotAllowedError':
    case 'AbortError':
      return 'cancelled';
    case 'InvalidStateError':
      return 'known';
    case 'SecurityError':
      return 'wrongAddress';
    case 'NotSupportedError':
      return 'unsupported';
    default:
      return /not supported/i.test(error.message) ? 'unsupported' : 'failed';
  }
}
