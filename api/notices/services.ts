import type { BaseServices, HttpConfig } from '../http/services.ts';
import type { NoticesConfig } from './notice_sender.ts';

export interface NoticeServices extends BaseServices {
  readonly config: HttpConfig & { readonly notices: NoticesConfig };
}
