/** Price lists that are printed as they stand: the seed's mock, word for word, and the plans of customers/price. */
import { fromJson } from './values.ts';
import type { Hash } from './values.ts';

const MOCK =
  '{"hosting":{"email_plan":{"0":{"pricing":{"renew":0.0,"add":0.0},"description":{"no_of_mail_accounts":-1,"default":true}}' +
  ',"1":{"description":{"no_of_mail_accounts":1,"default":false}}},' +
  '"websitebuilder_plan":{"0":{"pricing":{"renew":0.0,"ssl":0.0,"add":0.0},"description":{"no_of_mail_accounts":-1,"default":true,"bandwidth":-1,"noofpages":50,"webspace":-1}}' +
  ',"1":{"description":{"no_of_mail_accounts":0,"default":false,"bandwidth":0,"noofpages":0,"webspace":0}}},' +
  '"windows_hosting_plan":{"0":{"pricing":{"renew":0.0,"ssl":0.0,"add":0.0},"description":{"no_of_mail_accounts":-1,"default":true,"bandwidth":-1,"webspace":-1}}' +
  ',"1":{"description":{"no_of_mail_accounts":0,"default":false,"bandwidth":0,"webspace":0}}},' +
  '"linux_hosting_plan":{"0":{"pricing":{"renew":0.0,"ssl":0.0,"add":0.0},"description":{"no_of_mail_accounts":-1,"default":true,"bandwidth":-1,"webspace":-1}}' +
  ',"1":{"description":{"no_of_mail_accounts":1,"default":false,"bandwidth":1,"webspace":1}}}}}';

/** The answer of mock/products/reseller-price (seed 004): prices are numbers, -1 = unlimited. */
export const mockResellerPrices = (): Hash => fromJson(MOCK);

/** Hosting as products/reseller-price has it: the mock's bands, of which the second is priced too. */
export const resellerPlans = (): Hash =>
  fromJson(
    `{
      "hosting":{"email_plan":{
          "0":{"pricing":{"renew":0.0,"add":0.0},"description":{"no_of_mail_accounts":-1,"default":true}},
          "1":{"pricing":{"renew":0.0,"add":0.0},"description":{"no_of_mail_accounts":1,"default":false}}},
        "linux_hosting_plan":{
          "0":{"pricing":{"renew":0.0,"ssl":0.0,"add":0.0},
            "description":{"no_of_mail_accounts":-1,"default":true,"bandwidth":-1,"webspace":-1}},
          "1":{"pricing":{"renew":1.99,"ssl":0.0,"add":1.99},
            "description":{"no_of_mail_accounts":1,"default":false,"bandwidth":1,"webspace":1}}}}
    }`,
  );

/** Hosting, server and mail plans as products/customer-price has them: terms in months, accounts in ranges. */
export const customerPlans = (): Hash =>
  fromJson(
    `{
      "hosting":{"0":{"renew":{"12":35.88,"24":71.76},"ssl":0.0,"add":{"12":35.88,"24":71.76}}},
      "vpslinuxus":{"addons":{"whmcs":{"renew":{"1":12.5},"add":{"1":12.5}}},
        "plans":{"105":{"renew":{"1":9.99,"12":99.9},"add":{"1":9.99,"12":99.9}},
          "106":{"renew":{"1":19.99,"12":199.9},"add":{"1":19.99,"12":199.9}}}},
      "eeliteus":{"email_account_ranges":{"1-5":{"add":{"1":0.86,"12":8.6},"renew":{"1":0.86,"12":8.6}},
        "6-25":{"add":{"1":0.8,"12":8.0},"renew":{"1":0.8,"12":8.0}}}}
    }`,
  );
