/** All that is about who somebody is, in one. */
import type { House } from '../main/services.ts';
import { invitationRoutes } from './invitations/routes.ts';
import { meRoutes } from './sessions/me_routes.ts';
import { myWaysRoutes } from './second_factor/my_sign_in_routes.ts';
import { peopleRoutes } from './people/routes.ts';
import { providerCache } from './providers/provider_cache.ts';
import { providerRoutes } from './providers/routes.ts';
import { signInRoutes } from './sign_in/routes.ts';
import { router } from '../http/router.ts';
import { scriptRoutes } from './tokens/routes.ts';

export const authRoutes = (house: House) => {
  const providers = providerCache(() => house.now());
  return router()
    .route('/', signInRoutes(house, providers))
    .route('/', invitationRoutes(house, providers))
    .route('/', meRoutes(house))
    .route('/', myWaysRoutes(house, providers))
    .route('/', peopleRoutes(house))
    .route('/', providerRoutes(house))
    .route('/', scriptRoutes(house));
};
