# Harvests an OAI-PMH endpoint whole with Catmandu and tells, as JSON, what came in each prefix.
#
# usage: harvest_catmandu.pl ENDPOINT PREFIX...
use strict;
use warnings;
use Catmandu;
use JSON;

my ($address, @prefixes) = @ARGV;
my %answer;
for my $prefix (@prefixes) {
  my (%seen, $deliveries, $deleted);
  ($deliveries, $deleted) = (0, 0);
  my $importer = Catmandu->importer('OAI', url => $address, metadataPrefix => $prefix, handler => 'raw');
  $importer->each(sub {
    my $record = shift;
    $deliveries++;
    $seen{$record->{_identifier}} = 1;
    $deleted++ if ($record->{_status} // '') eq 'deleted';
  });
  $answer{$prefix} = {records => scalar(keys %seen), deliveries => $deliveries, deleted => $deleted};
}
print encode_json(\%answer);
