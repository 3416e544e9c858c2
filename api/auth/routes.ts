/** All routes of auth. */
import type { AuthServices } from './services.ts';
import { invitationRoutes } from './invitations/routes.ts';
import { meRoutes } from './me/routes.ts';
import { myWaysRoutes } from './me/sign_in_routes.ts';
import { peopleRoutes } from './people/routes.ts';
import { providerCache } from './providers/provider_cache.ts';
import { providerRoutes } from './providers/routes.ts';
import { signInRoutes } from './sign_in/routes.ts';
import { outgoingFetch } from '../http/outgoing_fetch.ts';
import { router } from '../http/router.ts';
import { scriptRoutes } from './tokens/routes.ts';

export const authRoutes = (services: AuthServices) => {
  const fetch = outgoingFetch({ privateAddresses: services.config.privateProviders });
  const providers = providerCache(() => services.now(), fetch);
  return router()
    .route('/', signInRoutes(services, providers))
    .route('/', invitationRoutes(services, providers))
    .route('/', meRoutes(services))
    .route('/', myWaysRoutes(services, providers))
    .route('/', peopleRoutes(services))
    .route('/', providerRoutes(services, fetch))
    .route('/', scriptRoutes(services));
};
