# Harvests an OAI-PMH endpoint whole with HTTP::OAI and tells, as JSON, what came in each prefix.
#
# usage: harvest_http_oai.pl ENDPOINT PREFIX...
use strict;
use warnings;
use HTTP::OAI;
use JSON;

my ($address, @prefixes) = @ARGV;
my $endpoint = HTTP::OAI::Harvester->new(baseURL => $address);
my %answer;
for my $prefix (@prefixes) {
  my (%seen, $deliveries, $deleted);
  ($deliveries, $deleted) = (0, 0);
  # Without a callback it keeps the last part of a list only.
  my $list = $endpoint->ListRecords(metadataPrefix => $prefix, onRecord => sub {
    my $record = shift;
    $deliveries++;
    $seen{$record->identifier} = 1;
    $deleted++ if $record->is_deleted;
  });
  die $list->message if $list->is_error && $list->code != 600;
  $answer{$prefix} = {records => scalar(keys %seen), deliveries => $deliveries, deleted => $deleted};
}
print encode_json(\%answer);
