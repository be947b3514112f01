/** Words with their forms, one word a line; + begins a line of the same root as the one above. */
export const englishForms = `
order orders ordered ordering order's
delivery deliveries
+ deliver delivers delivered delivering
return returns returned returning
refund refunds refunded refunding
cancel cancels cancelled canceled cancelling cancellation cancellations
invoice invoices invoiced invoicing
payment payments
+ pay pays paying
charge charges charged charging
warranty warranties
repair repairs repaired repairing
replace replaces replaced replacing replacement replacements
break breaks breaking
crash crashes crashed crashing
install installs installed installing installation installations
update updates updated updating
upgrade upgrades upgraded upgrading
password passwords
account accounts
customer customers customer's
product products
price prices priced pricing
discount discounts discounted
book books booked booking bookings
reserve reserves reserved reserving
parcel parcels
ship ships shipped shipping shipment shipments
package packages packaged packaging
error errors
issue issues
problem problems
damage damages damaged damaging
screen screens
battery batteries
charger chargers
device devices
setting settings
connect connects connected connecting connection connections
disconnect disconnects disconnected
exchange exchanges exchanged exchanging
complain complains complained complaining
+ complaint complaints
apply applies applied applying
work works worked working
stop stops stopped stopping
happy happier
country countries
address addresses addressed
business businesses
company companies
`;

/** Words that our additions to the stemmer were not made with. */
export const englishUnseen = `
select selects selected selecting selection selections
transaction transactions
permission permissions
notify notifies notified notifying
+ notification notifications
estimate estimates estimated estimating
schedule schedules scheduled scheduling
verify verifies verified verifying
request requests requested requesting
track tracks tracked tracking
freeze freezes freezing
measure measures measured measuring
voucher vouchers
courier couriers
quality qualities
noisy noise
leak leaks leaked leaking
overheat overheats overheated overheating
subscribe subscribes subscribed subscribing
translate translates translated translating translation translations
decide decides decided deciding decision decisions
collect collects collected collecting collection collections
scratch scratches scratched scratching
confirm confirms confirmed confirming confirmation confirmations
`;
